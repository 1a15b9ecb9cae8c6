using Dapper;
using Maru.Contracts;
using Maru.Contracts.History;
using Maru.Platform.Json;
using Maru.Testing.Shop;
using Npgsql;

namespace Maru.Modules.History.Tests;

/// <summary>The record, with the logs of the others written by the test.</summary>
public sealed class HistoryShop : ShopFixture
{
    internal IHistory History => Get<IHistory>();

    protected override IReadOnlySet<string>? Modules => new HashSet<string> { "identity", "ordering", "history" };

    /// <summary>Tells events as their module would, in one transaction.</summary>
    internal async Task TellAsync(string module, DateTimeOffset at, params IEvent[] events)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.ExecuteAsync(
            $"insert into {module}.outbox (id, type, key, data, at) values (@id, @type, @Key, @data::json, @at)",
            events.Select(e => new
            {
                id = Guid.CreateVersion7(at), type = ((EventAttribute)Attribute.GetCustomAttribute(e.GetType(), typeof(EventAttribute))!).Name, e.Key,
                data = System.Text.Json.JsonSerializer.Serialize(e, e.GetType(), MaruJson.Internal), at,
            }));
    }

    internal async Task<IReadOnlyList<HistoryEntry>> UntilAsync(string subject, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            var page = await History.ListAsync(new HistoryQuery(subject, Limit: 100), patience.Token);
            if (page.Items.Count >= count)
            {
                return page.Items;
            }

            await Task.Delay(20, patience.Token);
        }
    }

    internal async Task<int> SqlAsync(string sql, object? args = null)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        return await connection.ExecuteAsync(sql, args);
    }
}
