using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Maru.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Maru.Bench.Events;

/// <summary>Debian's RabbitMQ as a node of its own: persistent messages into a quorum queue with publisher confirms, and a consumer that acknowledges.</summary>
internal static class RabbitPeer
{
    private const string Queue = "bench";
    private const ushort Prefetch = 1000;

    public static async Task RunAsync(TimeSpan duration, int batch, int rate, Action<FormattableString> say)
    {
        await using var node = new RabbitMqFixture();
        await node.InitializeAsync();
        if (!node.IsRunning)
        {
            say($"RabbitMQ    not installed (Debian: rabbitmq-server)");
            return;
        }

        var factory = new ConnectionFactory { Uri = node.Address };
        await using var connection = await factory.CreateConnectionAsync();
        await using var publisher = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await publisher.QueueDeclareAsync(
            Queue, durable: true, exclusive: false, autoDelete: false, arguments: new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await using var subscriber = await connection.CreateChannelAsync();
        await subscriber.BasicQosAsync(0, Prefetch, global: false);
        long handled = 0;
        var times = new ConcurrentQueue<double>();
        var consumer = new AsyncEventingBasicConsumer(subscriber);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            times.Enqueue(Stopwatch.GetElapsedTime(BinaryPrimitives.ReadInt64LittleEndian(delivery.Body.Span)).TotalMilliseconds);
            if (Interlocked.Increment(ref handled) % 50 == 0 || delivery.Redelivered)
            {
                await subscriber.BasicAckAsync(delivery.DeliveryTag, multiple: true);
            }
        };
        await subscriber.BasicConsumeAsync(Queue, autoAck: false, consumer);

        await FlowAsync(publisher, TimeSpan.FromSeconds(2), batch, () => Interlocked.Read(ref handled));
        var perSecond = await FlowAsync(publisher, duration, batch, () => Interlocked.Read(ref handled));
        say($"RabbitMQ    {perSecond,9:0} messages/s end to end (persistent, quorum queue, {batch} awaiting confirms at a time; no effect in a database)");
        times.Clear();
        var before = Interlocked.Read(ref handled);
        var sent = await Pace.RunAsync(rate, duration, number => PublishAsync(publisher, number).AsTask());
        await UntilAsync(() => Interlocked.Read(ref handled) >= before + sent);
        say($"RabbitMQ    {EventBench.Percentiles([.. times])} from publishing to the consumer at {rate} messages/s");
    }

    private static async Task<double> FlowAsync(IChannel publisher, TimeSpan duration, int batch, Func<long> handled)
    {
        var begin = Stopwatch.GetTimestamp();
        var before = handled();
        long sent = 0;
        while (Stopwatch.GetElapsedTime(begin) < duration)
        {
            var confirms = new Task[batch * 4];
            for (var i = 0; i < confirms.Length; i++)
            {
                confirms[i] = PublishAsync(publisher, sent++).AsTask();
            }

            await Task.WhenAll(confirms);
        }

        await UntilAsync(() => handled() >= before + sent);
        return sent / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    private static ValueTask PublishAsync(IChannel publisher, long number)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(EventBench.EventOf(number));
        var body = new byte[content.Length + sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(body, Stopwatch.GetTimestamp());
        content.CopyTo(body, sizeof(long));
        return publisher.BasicPublishAsync("", Queue, mandatory: false, new BasicProperties { Persistent = true }, body);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Delay(1);
        }
    }
}
