using System.Collections.Concurrent;
using Maru.Contracts;
using Maru.Modules.Notifications.Channels;
using Maru.Modules.Notifications.Messages;
using Maru.Modules.Notifications.Preferences;
using Maru.Modules.Notifications.Texts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Notifications.Sending;

/// <summary>
/// Empties the queue every two seconds, each channel by itself, so that a provider that hangs holds up no other. Several processes share the work; a
/// message that cannot be sent waits longer each time.
/// </summary>
internal sealed class MessageSender(
    MessageStore store, PreferenceStore preferences, Recipients recipients, MessageWriter writer, ChannelSet channels, NotificationsOptions options, TimeProvider time,
    ILogger<MessageSender> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);
    private const int MostAttempts = 12;

    // What was handed over must be written down before another process may take it.
    private static readonly TimeSpan LongestRound = MessageStore.Lease - TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(channels.All.Select(c => EmptyAgainAndAgainAsync(c, stoppingToken)));

    /// <summary>Half a minute after the first attempt, then twice as long each time, at most six hours; null gives up.</summary>
    internal static TimeSpan? WaitAfter(int attempts) =>
        attempts >= MostAttempts ? null : TimeSpan.FromSeconds(Math.Min(30 * Math.Pow(2, attempts - 1), 6 * 3600));

    /// <returns>How many were taken from the queue.</returns>
    internal async Task<int> SendDueAsync(IChannel channel, CancellationToken ct)
    {
        var due = await store.TakeDueAsync(channel.Kind, channel.BatchSize, ct);
        if (due.Count == 0)
        {
            return 0;
        }

        var ready = await ThoseWhoseTimeItIsAsync(due, channel, ct);
        var written = new ConcurrentBag<(Message Message, Outgoing Outgoing)>();
        await Parallel.ForEachAsync(ready, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct }, async (message, stop) =>
        {
            try
            {
                if (await recipients.FindAsync(message, stop) is { } found)
                {
                    var recipient = message.Facts.Language is { } language ? found with { Language = language } : found;
                    var digested = message.Topic == Topics.Digest ? await store.ReadDigestAsync(message.Id, stop) : [];
                    var content = await writer.WriteAsync(message, recipient, digested, stop);
                    written.Add((message, new Outgoing(message.Id, message.Topic, message.User, recipient, content, message.CreatedAt, Topics.All[message.Topic].Urgent)));
                }
                else
                {
                    await store.GiveUpAsync(message.Id, "no-recipient", stop);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotificationsLog.NotWritten(log, message.Id, e);
                await SettleAsync(message, Delivery.Later("not-written"), channel, stop);
            }
        });
        await HandOverAsync([.. written.OrderBy(w => w.Message.Id.Value)], channel, ct);
        return due.Count;
    }

    private async Task EmptyAgainAndAgainAsync(IChannel channel, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Poll, time);
        do
        {
            try
            {
                while (await SendDueAsync(channel, ct) == channel.BatchSize)
                {
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotificationsLog.RoundFailed(log, channel.Provider, e);
            }
        }
        while (await timer.WaitForNextTickAsync(ct));
    }

    /// <summary>Puts back what would disturb, what is one too many for its person this hour, and drops what has lost its meaning.</summary>
    private async Task<IReadOnlyList<Message>> ThoseWhoseTimeItIsAsync(IReadOnlyList<Message> due, IChannel channel, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var wishes = ChannelRules.Disturbs(channel.Kind) ? await preferences.LoadAsync([.. due.Select(m => m.User).OfType<UserId>()], ct) : null;
        var ready = new List<Message>(due.Count);
        foreach (var message in due)
        {
            var topic = Topics.All[message.Topic];
            if (message.Secret is "" || (message.Secret is null && topic.Link?.Contains("{{secret}}", StringComparison.Ordinal) == true && !message.Facts.Example))
            {
                await store.GiveUpAsync(message.Id, "secret-lost", ct);
            }
            else if (message.Secret is not null && message.Facts.Until < now)
            {
                await store.GiveUpAsync(message.Id, "link-expired", ct);
            }
            else if (message.User is { } user && wishes?.GetValueOrDefault(user)?.EarliestFrom(now, topic.Kind, channel.Kind, topic.Urgent) is { } earliest && earliest > now)
            {
                await store.HoldAsync(message.Id, earliest, ct);
            }
            else if (message.User is not null && !topic.Urgent && ChannelRules.IsOptional(topic.Kind) && !message.Facts.Example && !await store.AdmitAsync(message, options.PerPersonPerHour, ct))
            {
                await store.HoldAsync(message.Id, MessageStore.HourOf(now) + TimeSpan.FromHours(1), ct);
            }
            else
            {
                ready.Add(message);
            }
        }

        return ready;
    }

    private async Task HandOverAsync((Message Message, Outgoing Outgoing)[] written, IChannel channel, CancellationToken ct)
    {
        if (written.Length == 0)
        {
            return;
        }

        IReadOnlyList<Delivery> answers;
        using (var patience = CancellationTokenSource.CreateLinkedTokenSource(ct))
        {
            patience.CancelAfter(LongestRound);
            try
            {
                answers = await channel.SendAsync(Array.ConvertAll(written, w => w.Outgoing), patience.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                answers = Array.ConvertAll(written, _ => Delivery.Later("timed-out"));
            }
        }

        // Even if the shop is being stopped: what was handed over must not go out again.
        ct = CancellationToken.None;
        await store.SentAsync(
            [.. written.Zip(answers).Where(p => p.Second.Outcome == DeliveryOutcome.Accepted).Select(p => (p.First.Message.Id, p.Second.ProviderId))], channel.Provider, ct);
        foreach (var (entry, answer) in written.Zip(answers).Where(p => p.Second.Outcome != DeliveryOutcome.Accepted))
        {
            NotificationsLog.NotSent(log, entry.Message.Id, channel.Provider, answer.Error ?? "");
            await SettleAsync(entry.Message, answer, channel, ct);
        }
    }

    private Task SettleAsync(Message message, Delivery answer, IChannel channel, CancellationToken ct)
    {
        var error = answer.Error ?? "unknown";
        return answer.Outcome == DeliveryOutcome.Permanent || WaitAfter(message.Attempts) is not { } wait
            ? store.GiveUpAsync(message.Id, error, ct)
            : store.TryAgainAsync(message.Id, error, time.GetUtcNow() + (answer.RetryAfter > wait ? answer.RetryAfter.Value : wait), channel.Provider, ct);
    }
}
