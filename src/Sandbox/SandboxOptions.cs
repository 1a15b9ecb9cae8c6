namespace Maru.Sandbox;

/// <param name="DataDirectory">Where the provider's own journal lies.</param>
/// <param name="Port">0 takes the port of the last run if it is free, else any.</param>
/// <param name="ApiKey">What the merchant's server shows as bearer token.</param>
/// <param name="WebhookSecret">Signs what is sent to the merchant.</param>
/// <param name="WebhookUrl">Where the merchant wants to be told; null tells nobody.</param>
public sealed record SandboxOptions(string DataDirectory, int Port, string ApiKey, string WebhookSecret, string? WebhookUrl)
{
    /// <summary>The address under which browsers reach the pages; the listening address where null.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Kept back from every capture, in hundredths of a percent.</summary>
    public int FeeBasisPoints { get; init; } = 250;

    /// <summary>Tells every change, also those that the merchant learned from an answer.</summary>
    public bool TellEverything { get; init; }

    /// <summary>How long the connection of a <c>tok_timeout</c> hangs before it is cut.</summary>
    public TimeSpan TimeoutHang { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long after that the payment is made up its mind about.</summary>
    public TimeSpan TimeoutDecides { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a virtual account waits for its money.</summary>
    public TimeSpan TransferDue { get; init; } = TimeSpan.FromDays(3);

    public Chaos Chaos { get; init; } = Chaos.None;
}

/// <summary>How badly the provider behaves; each a probability from 0 to 1. May be changed while it runs.</summary>
/// <param name="LoseRequest">The connection is cut before anything is done.</param>
/// <param name="LoseAnswer">It is done, and then the connection is cut.</param>
/// <param name="AnswerLate">The answer waits <paramref name="LateMilliseconds"/>.</param>
/// <param name="TellTwice">A webhook is sent twice.</param>
/// <param name="TellLate">A webhook waits up to <paramref name="LateMilliseconds"/>, so that a later one overtakes it.</param>
public sealed record Chaos(double LoseRequest, double LoseAnswer, double AnswerLate, double TellTwice, double TellLate, int LateMilliseconds = 500)
{
    public static Chaos None { get; } = new(0, 0, 0, 0, 0);
}
