using System.Net.Http.Json;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Carts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Inventory;
using Maru.Contracts.Loyalty;
using Maru.Contracts.Ordering;
using Maru.Contracts.Payments;
using Maru.Contracts.Pricing;
using Maru.Contracts.Shipping;
using Maru.Modules.Ordering.Checkout;
using Maru.Modules.Ordering.Orders;
using Maru.Platform.Json;
using Maru.Testing.Shop;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Modules.Ordering.Tests.Scripted;

/// <summary>The module on a real database, among parties whose answers the test scripts, with a clock that can be put forward.</summary>
public sealed class OrderingFixture : ShopFixture
{
    internal Goods Goods { get; } = new();

    internal ShiftedClock Clock { get; } = new();

    internal Bank Bank => _bank ??= new Bank(Clock);

    internal IOrdering Ordering => Get<IOrdering>();

    internal static Address Home { get; } = new("Kim Minji", "12 Sejong-daero", null, "Seoul", null, "04524", "KR", "+82 10 1234 5678");

    private Bank? _bank;

    protected override IReadOnlySet<string>? Modules => new HashSet<string> { "ordering" };

    protected override void Replace(IServiceCollection services)
    {
        services.AddSingleton<ICarts>(Goods);
        services.AddSingleton<ICatalog>(Goods);
        services.AddSingleton<IInventory>(Goods);
        services.AddSingleton<IPricing>(Goods);
        services.AddSingleton<IShipping>(Goods);
        services.AddSingleton<IPayments>(Bank);
        services.AddSingleton<ILoyalty>(Bank);
        services.AddSingleton<TimeProvider>(Clock);
    }

    internal static CheckoutRequest Request(CartId cart, string token = "tok_visa", string? key = null, UserId? user = null, long points = 0) => new(
        cart, "minji@example.com", "en", Home, "standard", "sandbox", token, points, user, null, null, user is null ? $"cart:{cart}" : $"user:{user}",
        key ?? Guid.NewGuid().ToString());

    internal async Task<CheckoutOutcome> CheckoutAsync(CheckoutRequest request)
    {
        var result = await Ordering.CheckoutAsync(request, TestContext.Current.CancellationToken);
        result.Failure.ShouldBeNull();
        return result.Value!;
    }

    internal async Task<OrderView> OrderAsync(OrderId id) => (await Ordering.FindAsync(id, OrderAccess.OfStaff, TestContext.Current.CancellationToken))!;

    /// <summary>Waits until the worker has brought the order there.</summary>
    internal async Task<OrderView> UntilAsync(OrderId id, Func<OrderView, bool> there)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            var order = await OrderAsync(id);
            if (there(order))
            {
                return order;
            }

            await Get<DueWork>().RunAsync(8, patience.Token);
            await Task.Delay(20, patience.Token);
        }
    }

    internal async Task<PaymentId> PaymentOfAsync(OrderId id) => (await Get<OrderStore>().LoadAsync(id, TestContext.Current.CancellationToken))!.Terms.PaymentId;

    internal static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>(MaruJson.Internal, TestContext.Current.CancellationToken))!;
}

/// <summary>The real time and more: can be put forward.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private TimeSpan _ahead;

    public void Advance(TimeSpan by) => _ahead += by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;
}
