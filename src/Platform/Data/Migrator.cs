using Dapper;
using Npgsql;

namespace Maru.Platform.Data;

/// <summary>Applies a schema's migrations in order, each in a transaction with its own record.</summary>
internal static class Migrator
{
    public static async Task<string?> ApplyAsync(NpgsqlConnection connection, string schema, IReadOnlyList<Migration> migrations, CancellationToken ct)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            "create table if not exists migrations (number int primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())",
            cancellationToken: ct));
        var applied = (await connection.QueryAsync<AppliedMigration>(new CommandDefinition("select number, name, checksum from migrations", cancellationToken: ct)))
            .ToDictionary(m => m.Number);

        if (applied.Values.FirstOrDefault(a => migrations.All(m => m.Number != a.Number)) is { } unknown)
        {
            return $"The data was last used by a newer Maru (schema {schema} has migration {unknown.Name}, which this one does not know). Start the newer one, or another data directory.";
        }

        foreach (var migration in migrations)
        {
            if (applied.TryGetValue(migration.Number, out var before))
            {
                if (before.Checksum != migration.Checksum)
                {
                    return $"Migration {migration.Name} of schema {schema} differs from the one this data was made with. Use the Maru that made it, or another data directory.";
                }

                continue;
            }

            if (await ApplyOneAsync(connection, migration, ct) is { } error)
            {
                return $"Migration {migration.Name} of schema {schema} failed and was undone: {error}";
            }
        }

        return null;
    }

    private static async Task<string?> ApplyOneAsync(NpgsqlConnection connection, Migration migration, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(migration.Sql, transaction: transaction, cancellationToken: ct));
            await connection.ExecuteAsync(new CommandDefinition(
                "insert into migrations (number, name, checksum) values (@Number, @Name, @Checksum)", migration, transaction, cancellationToken: ct));
            await transaction.CommitAsync(ct);
            return null;
        }
        catch (PostgresException e)
        {
            return e.MessageText;
        }
    }

    private sealed record AppliedMigration(int Number, string Name, string Checksum);
}
