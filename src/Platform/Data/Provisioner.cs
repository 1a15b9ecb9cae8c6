using Dapper;
using Maru.Platform.Modules;
using Npgsql;

namespace Maru.Platform.Data;

/// <summary>
/// Brings the database to where this binary needs it: roles, schemas, migrations. Runs at every start under one advisory lock, so that processes
/// that start together take turns, and costs a few queries when there is nothing to do.
/// </summary>
public sealed class Provisioner(DataSources sources)
{
    private const long LockKey = 0x4D415255; // "MARU"
    private const int MostRoleRaces = 20;

    /// <returns>Null, or one sentence on why this binary cannot use this database. Each migration is whole or not at all.</returns>
    public async Task<string?> RunAsync(IReadOnlyList<IModule> modules, CancellationToken ct)
    {
        await using var connection = await sources.Owner.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_lock(@LockKey)", new { LockKey }, cancellationToken: ct));
        try
        {
            await CreateRoleAsync(connection, DataSources.RelayRole, ct);
            foreach (var module in modules)
            {
                if (await ProvisionAsync(connection, module, ct) is { } refusal)
                {
                    return refusal;
                }
            }

            return null;
        }
        finally
        {
            await connection.ExecuteAsync(new CommandDefinition("reset role; select pg_advisory_unlock(@LockKey)", new { LockKey }, cancellationToken: CancellationToken.None));
        }
    }

    /// <summary>Those that every module has, then the module's own.</summary>
    internal static IReadOnlyList<Migration> MigrationsOf(IModule module) =>
        [.. Migration.In(typeof(Provisioner).Assembly, ".Data.EveryModule."), .. Migration.In(module.GetType().Assembly)];

    private async Task<string?> ProvisionAsync(NpgsqlConnection connection, IModule module, CancellationToken ct)
    {
        var schema = module.Name;
        var role = DataSources.RoleOf(schema);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select exists (select from pg_namespace where nspname = @schema)", new { schema }, cancellationToken: ct)))
        {
            await CreateRoleAsync(connection, role, ct);
            await connection.ExecuteAsync(new CommandDefinition(
                $"""
                create schema {schema} authorization {role};
                grant usage on schema {schema} to {DataSources.RelayRole};
                """,
                cancellationToken: ct));
        }

        await connection.ExecuteAsync(new CommandDefinition($"set role {role}; set search_path to {schema}", cancellationToken: ct));
        try
        {
            return await Migrator.ApplyAsync(connection, schema, MigrationsOf(module), ct);
        }
        finally
        {
            await connection.ExecuteAsync(new CommandDefinition("reset role; reset search_path", cancellationToken: CancellationToken.None));
        }
    }

    private async Task CreateRoleAsync(NpgsqlConnection connection, string role, CancellationToken ct)
    {
        // Roles belong to the cluster, not the database: another database of it may have made them, with another secret, or be making them now.
        for (var attempt = 1; ; attempt++)
        {
            var exists = await connection.ExecuteScalarAsync<bool>(
                new CommandDefinition("select exists (select from pg_roles where rolname = @role)", new { role }, cancellationToken: ct));
            try
            {
                await connection.ExecuteAsync(new CommandDefinition(
                    $"""
                    {(exists ? "alter" : "create")} role {role} login noinherit password '{sources.PasswordOf(role)}';
                    grant {role} to current_user;
                    """,
                    cancellationToken: ct));
                return;
            }
            catch (PostgresException e) when (attempt < MostRoleRaces && IsRoleRace(e))
            {
                // Advisory locks are the database's: one on another database was faster.
            }
        }
    }

    /// <summary>Made by another in between, or "tuple concurrently updated".</summary>
    private static bool IsRoleRace(PostgresException e) =>
        e.SqlState is PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.InternalError;
}
