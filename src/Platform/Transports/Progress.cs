using Dapper;
using Npgsql;

namespace Maru.Platform.Transports;

/// <summary>How far a log was sent, or taken in, kept among the cursors in the schema of the log's module.</summary>
internal static class Progress
{
    /// <summary>The position up to which the carrier has the log.</summary>
    public const string Sent = "sent";

    /// <summary>The position up to which the log was taken in.</summary>
    public const string Taken = "taken";

    /// <summary>The place of the parcel that was taken in last.</summary>
    public const string Place = "place";

    private const string Subscription = "-transport";

    public static Task<long?> ReadAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, string what, CancellationToken ct) =>
        connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "select position from cursors where subscription = @Subscription and lane = 0 and source = @what", new { Subscription, what }, transaction, cancellationToken: ct));

    public static Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string what, long position, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            insert into cursors (subscription, lane, source, position) values (@Subscription, 0, @what, @position)
            on conflict (subscription, lane, source) do update set position = excluded.position
            """,
            new { Subscription, what, position }, transaction, cancellationToken: ct));
}
