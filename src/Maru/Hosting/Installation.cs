using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace Maru.Hosting;

/// <summary>The shop's database and its secret, made when they are first needed.</summary>
public static class Installation
{
    private const string DatabaseName = "maru";

    /// <summary>Makes the database in a private cluster.</summary>
    public static async Task CreateDatabaseAsync(string clusterConnectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(clusterConnectionString);
        await connection.OpenAsync(ct);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select exists (select from pg_database where datname = @DatabaseName)", new { DatabaseName }, cancellationToken: ct)))
        {
            await connection.ExecuteAsync(new CommandDefinition($"create database {DatabaseName}", cancellationToken: ct));
        }
    }

    /// <summary>The secret all processes of this installation share; kept where only the owner of the database can read it.</summary>
    public static async Task<string> ReadSecretAsync(string connectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        var fresh = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await connection.ExecuteAsync(new CommandDefinition(
            """
            select pg_advisory_lock(77);
            create table if not exists public.maru_installation (only_row boolean primary key default true check (only_row), secret text not null);
            revoke all on public.maru_installation from public;
            insert into public.maru_installation (secret) values (@fresh) on conflict do nothing;
            """,
            new { fresh }, cancellationToken: ct));
        return (await connection.ExecuteScalarAsync<string>(new CommandDefinition("select secret from public.maru_installation", cancellationToken: ct)))!;
    }
}
