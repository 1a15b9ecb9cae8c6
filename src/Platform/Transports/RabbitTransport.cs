using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Maru.Platform.Transports;

/// <summary>Carries in RabbitMQ streams, one a log, with publisher confirms. A connection that broke is opened anew at the next call.</summary>
internal sealed class RabbitTransport(Uri address, string prefix) : IEventTransport
{
    private const string Kept = "7D";
    private const ushort Prefetch = 20;
    private static readonly TimeSpan ConfirmTimeout = TimeSpan.FromSeconds(30);

    private readonly ConnectionFactory _factory = new() { Uri = address, AutomaticRecoveryEnabled = false, ClientProvidedName = "maru" };
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly SemaphoreSlim _sending = new(1, 1);
    private IConnection? _connection;
    private IChannel? _publisher;

    public async Task SendAsync(string source, ReadOnlyMemory<byte> parcel, CancellationToken ct)
    {
        await _sending.WaitAsync(ct);
        try
        {
            if (_publisher is not { IsOpen: true })
            {
                var connection = await ConnectAsync(ct);
                _publisher = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), ct);
            }

            await DeclareAsync(_publisher, source, ct);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(ConfirmTimeout);
            var properties = new BasicProperties { Persistent = true, ContentType = "application/cloudevents-batch+json" };
            await _publisher.BasicPublishAsync("", QueueOf(source), mandatory: true, properties, parcel, patience.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    public async IAsyncEnumerable<Parcel> ReceiveAsync(string source, long? from, [EnumeratorCancellation] CancellationToken ct)
    {
        var connection = await ConnectAsync(ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        await DeclareAsync(channel, source, ct);
        await channel.BasicQosAsync(0, Prefetch, global: false, ct);
        var parcels = Channel.CreateUnbounded<(Parcel Parcel, ulong Tag)>();
        channel.ChannelShutdownAsync += (_, why) =>
        {
            parcels.Writer.TryComplete(new IOException($"RabbitMQ ended the channel: {why.ReplyText}"));
            return Task.CompletedTask;
        };
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            // What is given out but not acknowledged is bounded by the prefetch, and so is this queue.
            parcels.Writer.TryWrite((new Parcel(PlaceOf(delivery), delivery.Body.ToArray()), delivery.DeliveryTag));
            return Task.CompletedTask;
        };
        var start = new Dictionary<string, object?> { ["x-stream-offset"] = from is { } place ? place : "first" };
        await channel.BasicConsumeAsync(QueueOf(source), autoAck: false, "", noLocal: false, exclusive: false, start, consumer, ct);
        await foreach (var (parcel, tag) in parcels.Reader.ReadAllAsync(ct))
        {
            // A stream begins at the chunk that holds the place asked for.
            if (from is null || parcel.Place >= from)
            {
                yield return parcel;
            }

            await channel.BasicAckAsync(tag, multiple: false, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }
    }

    private string QueueOf(string source) => prefix + "." + source;

    private static long PlaceOf(BasicDeliverEventArgs delivery) => Convert.ToInt64(delivery.BasicProperties.Headers!["x-stream-offset"], CultureInfo.InvariantCulture);

    private Task DeclareAsync(IChannel channel, string source, CancellationToken ct) => channel.QueueDeclareAsync(
        QueueOf(source), durable: true, exclusive: false, autoDelete: false,
        new Dictionary<string, object?> { ["x-queue-type"] = "stream", ["x-max-age"] = Kept }, cancellationToken: ct);

    private async Task<IConnection> ConnectAsync(CancellationToken ct)
    {
        await _opening.WaitAsync(ct);
        try
        {
            return _connection = _connection is { IsOpen: true } ? _connection : await _factory.CreateConnectionAsync(ct);
        }
        finally
        {
            _opening.Release();
        }
    }
}
