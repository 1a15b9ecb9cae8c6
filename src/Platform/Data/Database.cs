using Dapper;
using Maru.Platform.Events;
using Maru.Platform.Modules;
using Npgsql;

namespace Maru.Platform.Data;

/// <summary>A module's own part of PostgreSQL: its schema, reached by its role, on its search path. Ask for <see cref="Database{TModule}"/>.</summary>
public abstract class Database
{
    private readonly LogSignal _signal;
    private readonly TimeProvider _time;

    private protected Database(string module, NpgsqlDataSource source, LogSignal signal, TimeProvider time)
    {
        Module = module;
        Source = source;
        _signal = signal;
        _time = time;
    }

    public string Module { get; }

    /// <summary>For what Dapper cannot do: COPY, batches, cursors.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>Begins a read-committed transaction; without <see cref="Transaction.CommitAsync"/> it is rolled back when disposed.</summary>
    public async Task<Transaction> BeginAsync(CancellationToken ct) => new(Module, await Source.OpenConnectionAsync(ct), _signal, _time);

    public async Task<List<T>> QueryAsync<T>(string sql, object? args, CancellationToken ct)
    {
        await using var connection = await Source.OpenConnectionAsync(ct);
        return (List<T>)await connection.QueryAsync<T>(new CommandDefinition(sql, args, cancellationToken: ct));
    }

    public async Task<T?> QuerySingleOrDefaultAsync<T>(string sql, object? args, CancellationToken ct)
    {
        await using var connection = await Source.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<T>(new CommandDefinition(sql, args, cancellationToken: ct));
    }

    /// <summary>One statement in a transaction of its own. For a change that tells no event.</summary>
    public async Task<int> ExecuteAsync(string sql, object? args, CancellationToken ct)
    {
        await using var connection = await Source.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(sql, args, cancellationToken: ct));
    }
}

/// <inheritdoc />
public sealed class Database<TModule>(DataSources sources, LogSignal signal, TimeProvider time)
    : Database(Name, sources.OfModule(Name), signal, time) where TModule : IModule, new()
{
    private static readonly string Name = new TModule().Name;
}
