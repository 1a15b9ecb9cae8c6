using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Maru.Platform;
using Maru.Platform.Data;
using Maru.Testing.Shop;
using Npgsql;

namespace Maru.Tests.Operations;

/// <summary>Its database goes away, which fills the log.</summary>
public sealed class SilentShop : ShopFixture
{
    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?> { ["Logging:LogLevel:Default"] = "None" };
}

public sealed class ReadinessTests(SilentShop shop) : IClassFixture<SilentShop>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Ready_WhenAllIsWell_SaysSoOfEveryPart()
    {
        var (status, checks) = await Eventually.GetAsync(AskAsync, a => a.Status == HttpStatusCode.OK);
        status.ShouldBe(HttpStatusCode.OK);
        checks.Keys.Order().ShouldBe(["database", "events", "migrations", "registry"]);
        checks.Values.ShouldAllBe(v => v == "ok");
    }

    [Fact]
    public async Task Ready_WhenTheDatabaseIsGone_SaysNoUntilItIsBack()
    {
        await AllowConnectionsAsync(false);
        (await Eventually.GetAsync(AskAsync, a => a.Status == HttpStatusCode.ServiceUnavailable)).Checks["database"].ShouldBe("failed");
        (await shop.Client.GetAsync("/health/live", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await AllowConnectionsAsync(true);
        await Eventually.GetAsync(AskAsync, a => a.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Ready_WhenASchemaIsBehind_NamesIt()
    {
        var database = shop.Get<Database<PlatformModule>>();
        await database.ExecuteAsync("update migrations set number = number - 1000", null, Ct);
        try
        {
            var answer = await Eventually.GetAsync(AskAsync, a => a.Checks["migrations"] == "failed");
            answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            await database.ExecuteAsync("update migrations set number = number + 1000", null, Ct);
        }
    }

    private async Task<(HttpStatusCode Status, Dictionary<string, string> Checks)> AskAsync()
    {
        using var answer = await shop.Client.GetAsync("/health/ready", Ct);
        var report = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        report.GetProperty("status").GetString().ShouldBe(answer.IsSuccessStatusCode ? "ready" : "not-ready");
        return (answer.StatusCode, report.GetProperty("checks").EnumerateArray().ToDictionary(c => c.GetProperty("name").GetString()!, c => c.GetProperty("status").GetString()!));
    }

    private async Task AllowConnectionsAsync(bool allowed)
    {
        var name = shop.Database.Name;
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(shop.ConnectionString) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.ExecuteAsync($"alter database \"{name}\" with allow_connections {allowed}; select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
    }
}
