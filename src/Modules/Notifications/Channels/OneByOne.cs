namespace Maru.Modules.Notifications.Channels;

/// <summary>For providers that take one message a call: several calls at a time, answers in the messages' order.</summary>
internal static class OneByOne
{
    private const int AtOnce = 8;

    public static async Task<IReadOnlyList<Delivery>> SendAsync(IReadOnlyList<Outgoing> messages, Func<Outgoing, CancellationToken, Task<Delivery>> send, CancellationToken ct)
    {
        var answers = new Delivery[messages.Count];
        await Parallel.ForAsync(0, messages.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = CancellationToken.None }, async (i, _) =>
        {
            try
            {
                answers[i] = ct.IsCancellationRequested ? Delivery.Later("interrupted") : await send(messages[i], ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                // The answers of the others must still be written down.
                answers[i] = Delivery.Later("interrupted");
            }
        });
        return answers;
    }
}
