using System.Runtime.CompilerServices;
using Dapper;
using Npgsql;

namespace Maru.Platform.Transports;

/// <summary>Carries in a table of a PostgreSQL that both sides reach: no broker needed. Parcels older than a week are dropped.</summary>
internal sealed class PostgresTransport(string connectionString, string prefix, TimeProvider time) : IEventTransport
{
    private const int LockKey = 0x4D54; // "MT"
    private const int Most = 50;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);

    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create(connectionString);
    private volatile bool _made;

    public async Task SendAsync(string source, ReadOnlyMemory<byte> parcel, CancellationToken ct)
    {
        var carriage = prefix + "." + source;
        await MakeTableAsync(ct);
        await using var connection = await _database.OpenConnectionAsync(ct);

        // Senders take turns, so that places become visible in their order.
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand($"select pg_advisory_xact_lock({LockKey}, hashtext($1))") { Parameters = { new NpgsqlParameter<string> { TypedValue = carriage } } },
                new NpgsqlBatchCommand("delete from maru_transport.parcels where source = $1 and at < now() - interval '7 days'") { Parameters = { new NpgsqlParameter<string> { TypedValue = carriage } } },
                new NpgsqlBatchCommand("insert into maru_transport.parcels (source, content) values ($1, $2)")
                {
                    Parameters = { new NpgsqlParameter<string> { TypedValue = carriage }, new NpgsqlParameter<byte[]> { TypedValue = parcel.ToArray() } },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(ct);
    }

    public async IAsyncEnumerable<Parcel> ReceiveAsync(string source, long? from, [EnumeratorCancellation] CancellationToken ct)
    {
        await MakeTableAsync(ct);
        var next = from ?? 0;
        var carriage = prefix + "." + source;
        while (true)
        {
            List<(long Place, byte[] Content)> parcels;
            await using (var connection = await _database.OpenConnectionAsync(ct))
            {
                parcels = (List<(long, byte[])>)await connection.QueryAsync<(long, byte[])>(new CommandDefinition(
                    "select place, content from maru_transport.parcels where source = @carriage and place >= @next order by place limit @Most",
                    new { carriage, next, Most }, cancellationToken: ct));
            }

            foreach (var (place, content) in parcels)
            {
                yield return new Parcel(place, content);
                next = place + 1;
            }

            if (parcels.Count < Most)
            {
                await Task.Delay(Poll, time, ct);
            }
        }
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task MakeTableAsync(CancellationToken ct)
    {
        if (_made)
        {
            return;
        }

        await using var connection = await _database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            select pg_advisory_lock(@LockKey);
            create schema if not exists maru_transport;
            create table if not exists maru_transport.parcels (
                place bigint generated always as identity primary key,
                source text not null,
                content bytea not null,
                at timestamptz not null default now());
            create index if not exists parcels_source on maru_transport.parcels (source, place);
            select pg_advisory_unlock(@LockKey);
            """,
            new { LockKey }, cancellationToken: ct));
        _made = true;
    }
}
