using System.Collections.Concurrent;
using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Messages;
using Maru.Modules.Notifications.Texts;
using Maru.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Notifications.Sending;

/// <summary>Empties the queue every two seconds. Several processes share the work; a message that cannot be sent waits longer each time.</summary>
internal sealed class MessageSender(
    Database<NotificationsModule> database, MessageStore store, Recipients recipients, MailWriter writer, MailChannels channels, TimeProvider time,
    ILogger<MessageSender> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);
    private const int BatchSize = 100;
    private const int MostAttempts = 12;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Poll, time);
        do
        {
            try
            {
                while (await SendDueAsync(stoppingToken) == BatchSize)
                {
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotificationsLog.RoundFailed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Half a minute after the first attempt, then twice as long each time, at most six hours; null gives up.</summary>
    internal static TimeSpan? WaitAfter(int attempts) =>
        attempts >= MostAttempts ? null : TimeSpan.FromSeconds(Math.Min(30 * Math.Pow(2, attempts - 1), 6 * 3600));

    private async Task<int> SendDueAsync(CancellationToken ct)
    {
        var due = await store.TakeDueAsync(BatchSize, ct);
        if (due.Count == 0)
        {
            return 0;
        }

        var written = new ConcurrentBag<(Message Message, Mail Mail)>();
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct }, async (message, stop) =>
        {
            try
            {
                if (await recipients.FindAsync(message, stop) is { } recipient)
                {
                    written.Add((message, new Mail(message.Id, message.Topic, recipient.Address, recipient.Language, writer.Write(message, recipient))));
                }
                else
                {
                    await store.FailedAsync(message.Id, "no-recipient", null, stop);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotificationsLog.NotWritten(log, message.Id, e);
                await FailAsync(message, new Delivery("not-written", false), stop);
            }
        });
        await HandOverAsync([.. written.OrderBy(w => w.Message.Id.Value)], ct);
        return due.Count;
    }

    private async Task HandOverAsync((Message Message, Mail Mail)[] written, CancellationToken ct)
    {
        if (written.Length == 0)
        {
            return;
        }

        var answers = await channels.Mail.SendAsync(Array.ConvertAll(written, w => w.Mail), ct);
        var sent = new List<MessageId>();
        foreach (var (entry, answer) in written.Zip(answers))
        {
            if (answer.Error is null)
            {
                sent.Add(entry.Message.Id);
            }
            else
            {
                NotificationsLog.NotSent(log, entry.Message.Id, channels.Mail.Name, answer.Error);
                await FailAsync(entry.Message, answer, ct);
            }
        }

        await using var transaction = await database.BeginAsync(ct);
        await store.SentAsync(transaction, sent, ct);
        await transaction.CommitAsync(ct);
    }

    private Task FailAsync(Message message, Delivery answer, CancellationToken ct) =>
        store.FailedAsync(message.Id, answer.Error!, answer.Permanent ? null : time.GetUtcNow() + WaitAfter(message.Attempts), ct);
}
