using Maru.Platform.Auth;
using Microsoft.Extensions.Logging;

namespace Maru.Platform.Realtime;

/// <summary>Whether a caller may look at a state now.</summary>
public delegate Task<bool> LivePermission(Caller caller, CancellationToken ct);

/// <summary>How a kind of live state behaves.</summary>
public sealed record LiveOptions
{
    /// <summary>At least so long between two states: for figures that change all the time.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>The state is read anew after this time even if nothing said that it changed.</summary>
    public TimeSpan Reread { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A comment goes out after this much silence, so that proxies keep the connection and dead ones are noticed; rights are asked for again.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A right that is older than this is asked for again before a state goes out.</summary>
    public TimeSpan Trust { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan AfterFailure { get; init; } = TimeSpan.FromSeconds(1);
}

internal static partial class LiveLog
{
    [LoggerMessage(1301, LogLevel.Warning, "A live state could not be read; trying again.")]
    public static partial void ReadFailed(ILogger logger, Exception exception);
}
