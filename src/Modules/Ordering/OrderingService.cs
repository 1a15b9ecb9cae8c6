using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Modules.Ordering.Checkout;
using Maru.Modules.Ordering.Orders;

namespace Maru.Modules.Ordering;

/// <summary>The module's answer to other modules and pages.</summary>
internal sealed class OrderingService(OrderDesk desk, OrderViews views, Cancellation cancellation, AddressChange addresses, GuestLookup guests, CheckoutService checkout) : IOrdering
{
    public Task<OrderView?> FindAsync(OrderId id, OrderAccess access, CancellationToken ct) => desk.FindAsync(id, access, ct);

    public Task<Page<OrderSummary>> ListAsync(OrderQuery query, CancellationToken ct) => views.ListAsync(query, ct);

    public Task<Result<OrderView>> CancelAsync(OrderId id, OrderAccess access, string reason, CancellationToken ct) =>
        cancellation.CancelAsync(id, access, ActorOf(access), reason, ct);

    public Task<Result<OrderView>> ChangeAddressAsync(OrderId id, OrderAccess access, Address address, CancellationToken ct) =>
        addresses.RunAsync(id, access, ActorOf(access), address, ct);

    public Task<GuestOrder?> FindOfGuestAsync(string number, string email, CancellationToken ct) => guests.FindAsync(number, email, ct);

    public Task<Result<CheckoutOutcome>> CheckoutAsync(CheckoutRequest request, CancellationToken ct) => checkout.CheckoutAsync(request, ct);

    private static string ActorOf(OrderAccess access) => access.User is { } user ? $"user:{user}" : access.Staff ? "staff" : "guest";
}
