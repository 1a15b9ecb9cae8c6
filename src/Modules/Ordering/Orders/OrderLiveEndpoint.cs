using Maru.Contracts;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Maru.Platform.Realtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Ordering.Orders;

/// <summary>GET /orders/{id}/live: the order's status as server-sent events, for its owner or whoever holds the guest's token.</summary>
internal static class OrderLiveEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/orders/{id}/live", WatchAsync).WithName("WatchOrder");

    private static async Task<Results<LiveStream, ProblemHttpResult>> WatchAsync(
        OrderId id, Caller caller, OrderDesk desk, OrderLive live, CancellationToken ct, string? token = null)
    {
        Task<bool> MaySeeAsync(Caller now, CancellationToken stop) => desk.MaySeeAsync(id, OrderEndpoints.AccessOf(now, token), stop);

        return await MaySeeAsync(caller, ct) ? live.Watch(id, MaySeeAsync) : new Contracts.NotFound("order").ToProblem();
    }
}
