using Maru.Platform.Data;
using Npgsql;

namespace Maru.Modules.Catalog.Products;

/// <summary>Several statements with positional parameters in one round trip.</summary>
internal sealed class SqlBatch(Transaction transaction) : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch = new(transaction.Connection);

    public void Add(string sql, params object[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        _batch.BatchCommands.Add(command);
    }

    public async Task RunAsync(CancellationToken ct)
    {
        if (_batch.BatchCommands.Count > 0)
        {
            await _batch.ExecuteNonQueryAsync(ct);
        }
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();
}
