using System.Globalization;
using System.Text.Json;
using Maru.Admin.Shell;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Maru.Platform.Auth;
using Maru.Platform.Caching;
using Maru.Platform.Events;
using Maru.Platform.Json;
using Maru.Platform.Realtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Maru.Admin.Overview;

/// <summary>GET /api/v1/admin/live: the day's figures as server-sent events, at most one a second, read once for all who look.</summary>
internal sealed class LiveFigures
{
    public static readonly Type[] Events =
    [
        typeof(OrderPlaced), typeof(OrderAwaitingPayment), typeof(OrderPaid), typeof(OrderFailed), typeof(OrderCancelled), typeof(OrderRefunded), typeof(OrderShipped),
        typeof(OrderDelivered), typeof(ReturnRequested), typeof(ReturnSettled),
    ];

    private const string WholeShop = "shop";
    private const int MostLetters = 100;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly ICache _cache;
    private readonly IOrderAdministration _orders;
    private readonly DeadLetters _letters;
    private readonly LiveViewers _viewers;
    private readonly TimeProvider _time;
    private readonly LiveFeed<string> _feed;

    public LiveFigures(ICache cache, IOrderAdministration orders, DeadLetters letters, LiveViewers viewers, TimeProvider time, ILogger<LiveFigures> log)
    {
        _cache = cache;
        _orders = orders;
        _letters = letters;
        _viewers = viewers;
        _time = time;
        _feed = new LiveFeed<string>((_, ct) => ReadAsync(ct), new LiveOptions { Pause = Pace, Reread = Pace * 2 }, viewers, time, log);
    }

    public static void Map(IEndpointRouteBuilder admin) =>
        admin.MapGet("/live", (LiveFigures figures) => figures.Watch()).RequirePermission(Permissions.StatisticsRead).WithName("WatchFigures");

    public void Changed() => _feed.Changed(WholeShop);

    private LiveStream Watch() => _feed.Watch(WholeShop, static (caller, _) => Task.FromResult(caller.May(Permissions.StatisticsRead)));

    /// <summary>However many processes show them, the figures are asked for once in a while: they are the same everywhere.</summary>
    private async Task<LiveMessage?> ReadAsync(CancellationToken ct)
    {
        var counted = await _cache.GetOrMakeAsync("admin.figures", Pace, async stop => JsonSerializer.SerializeToUtf8Bytes(await CountAsync(stop), MaruJson.Internal), ct);
        var figures = JsonSerializer.Deserialize<Figures>(counted, MaruJson.Internal)! with { Viewers = _viewers.Count };
        return LiveMessage.Of(figures.At.UtcTicks.ToString(CultureInfo.InvariantCulture), "figures", figures);
    }

    private async Task<Figures> CountAsync(CancellationToken ct)
    {
        var now = _time.GetUtcNow();
        var today = Desk.Day(now);
        var sales = await _orders.GetSalesAsync(new SalesQuery(today, today, "day", Currency.Krw), ct);
        var work = await _orders.GetOpenWorkAsync(ct);
        var letters = await _letters.ListAsync(deadOnly: true, MostLetters, ct);
        return new Figures(
            now, sales.Sum(s => s.Orders), sales.Count > 0 ? sales[0].Revenue : Money.Zero(Currency.Krw), work.Running + work.Awaiting + work.Compensating, work.Tasks,
            letters.Count, _viewers.Count);
    }

    /// <param name="Viewers">Live connections of the process that answers.</param>
    private sealed record Figures(
        DateTimeOffset At, long OrdersToday, Money RevenueToday, long CheckoutsUnderWay, long OpenTasks, int DeadLetters, int Viewers);
}
