using System.Diagnostics;
using Dapper;
using Maru.Contracts;
using Maru.Platform.Events;
using Maru.Platform.Telemetry;
using Npgsql;
using NpgsqlTypes;

namespace Maru.Platform.Data;

/// <summary>
/// One transaction of one module. Events told in it are written to the module's log as its very last statement, after all row locks are held:
/// positions in the log are thus in the order of the changes, per key. Keep it short: while it is open no subscriber anywhere reads past it.
/// </summary>
public sealed class Transaction : IAsyncDisposable
{
    private readonly string _module;
    private readonly NpgsqlConnection _connection;
    private readonly LogSignal _signal;
    private readonly TimeProvider _time;
    private List<(IEvent Event, DateTimeOffset? Due)>? _events;
    private List<NpgsqlBatchCommand>? _last;
    private NpgsqlTransaction? _inner;
    private bool _disposed;

    internal Transaction(string module, NpgsqlConnection connection, LogSignal signal, TimeProvider time)
    {
        _module = module;
        _connection = connection;
        _signal = signal;
        _time = time;
    }

    /// <summary>Whoever asks for it has something to send now, and gets it inside the transaction.</summary>
    public NpgsqlConnection Connection => Begun().Connection!;

    /// <summary>Tells an event when this transaction commits, and only then.</summary>
    public void Publish(IEvent happened) => Add(happened, null);

    /// <summary>Tells an event at a later time, unless this transaction rolls back. It survives restarts; it may come late, never early.</summary>
    public void PublishAt(IEvent happened, DateTimeOffset due) => Add(happened, due);

    public Task<int> ExecuteAsync(string sql, object? args, CancellationToken ct) => Connection.ExecuteAsync(Command(sql, args, ct));

    public async Task<List<T>> QueryAsync<T>(string sql, object? args, CancellationToken ct) =>
        (List<T>)await Connection.QueryAsync<T>(Command(sql, args, ct));

    public async Task<T?> QuerySingleOrDefaultAsync<T>(string sql, object? args, CancellationToken ct) =>
        await Connection.QuerySingleOrDefaultAsync<T>(Command(sql, args, ct));

    /// <summary>
    /// A statement whose result nobody waits for: it travels with the commit, in the order given, and fails there. A transaction of nothing else costs one
    /// round trip, without a begin and a commit.
    /// </summary>
    public void AddLast(NpgsqlBatchCommand command) => (_last ??= []).Add(command);

    /// <summary>Sends what was added last, then the events, then the commit, all in one round trip.</summary>
    public async Task CommitAsync(CancellationToken ct)
    {
        if (_last is null && _events is null)
        {
            await (_inner?.CommitAsync(ct) ?? Task.CompletedTask);
            return;
        }

        await using var batch = LastBatch();

        if (_events is not null)
        {
            if (Relaxed)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand("set local synchronous_commit to on"));
            }

            AddInsert(batch, _events.Where(e => e.Due is null), delayed: false);
            AddInsert(batch, _events.Where(e => e.Due is not null), delayed: true);
        }

        // Any statement that fails makes the server skip the ones behind it, so this is never reached by half a transaction. Statements sent together without
        // a begin are a transaction of their own, which ends where they end.
        if (_inner is not null)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        }

        await batch.ExecuteNonQueryAsync(ct);
        if (_events is not null)
        {
            foreach (var (happened, due) in _events)
            {
                if (due is null)
                {
                    MaruTelemetry.EventsTold.Add(1, new KeyValuePair<string, object?>("type", EventTypes.Of(happened.GetType()).Name));
                }
            }

            _signal.Raise();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Npgsql uses a connection's transaction object again: disposed twice, it would roll back the work of whoever has the connection by then.
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (_inner is not null)
        {
            await _inner.DisposeAsync();
        }

        await _connection.DisposeAsync();
    }

    /// <summary>Sends now what was to go with the commit, so that it fails here.</summary>
    internal async Task SendLastAsync(CancellationToken ct)
    {
        if (_last is null)
        {
            return;
        }

        Begun();
        await using var batch = LastBatch();
        _last = null;
        await batch.ExecuteNonQueryAsync(ct);
    }

    internal Task SaveAsync(string savepoint, CancellationToken ct) => Begun().SaveAsync(savepoint, ct);

    internal async Task RollbackToAsync(string savepoint, int eventsBefore, CancellationToken ct)
    {
        _last = null;
        await Begun().RollbackAsync(savepoint, ct);
        if (_events is { } events && events.Count > eventsBefore)
        {
            events.RemoveRange(eventsBefore, events.Count - eventsBefore);
        }
    }

    internal int PendingEvents => _events?.Count ?? 0;

    /// <summary>
    /// The commit need not reach the disk before it is reported, unless events are told. Only for what comes again by itself: should the machine lose power,
    /// a subscriber's effect and its cursor are lost together, and the event, which was on disk before, is handled once more.
    /// </summary>
    internal bool Relaxed { get; set; }

    // Sends nothing: Npgsql puts the begin before the next statement.
    private NpgsqlTransaction Begun() => _inner ??= _connection.BeginTransaction();

    private NpgsqlBatch LastBatch()
    {
        var batch = new NpgsqlBatch(_connection, _inner);
        foreach (var command in _last ?? [])
        {
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private CommandDefinition Command(string sql, object? args, CancellationToken ct) => new(sql, args, Begun(), cancellationToken: ct);

    private void Add(IEvent happened, DateTimeOffset? due)
    {
        var type = EventTypes.Of(happened.GetType());
        if (type.Source != _module)
        {
            throw new InvalidOperationException($"{type.Name} belongs to the log of '{type.Source}'; '{_module}' cannot tell it.");
        }

        (_events ??= []).Add((happened, due));
    }

    private void AddInsert(NpgsqlBatch batch, IEnumerable<(IEvent Event, DateTimeOffset? Due)> events, bool delayed)
    {
        var rows = events.Select(e => (Type: EventTypes.Of(e.Event.GetType()), e.Event, e.Due)).ToArray();
        if (rows.Length == 0)
        {
            return;
        }

        if (!delayed)
        {
            // The transaction must have its number before a position is drawn: LogWatcher's horizon rests on it.
            batch.BatchCommands.Add(new NpgsqlBatchCommand("select pg_current_xact_id()"));
        }

        var now = _time.GetUtcNow();
        var command = new NpgsqlBatchCommand(delayed
            ? "insert into delayed (id, type, key, data, trace, due_at) select * from unnest($1, $2, $3, $4::json[], $5, $6)"
            : "insert into outbox (id, type, key, data, trace, at) select * from unnest($1, $2, $3, $4::json[], $5, $6)");
        var trace = Activity.Current?.Id;
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = Array.ConvertAll(rows, _ => Guid.CreateVersion7(now)) });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(rows, r => r.Type.Name) });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(rows, r => r.Event.Key) });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(rows, r => r.Type.Write(r.Event)) });
        command.Parameters.Add(new NpgsqlParameter { Value = Array.ConvertAll(rows, _ => trace), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<DateTime[]>
        {
            TypedValue = Array.ConvertAll(rows, r => (r.Due ?? now).UtcDateTime),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
        });
        batch.BatchCommands.Add(command);
    }
}
