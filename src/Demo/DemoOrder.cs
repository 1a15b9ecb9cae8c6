namespace Maru.Demo;

/// <summary>A made-up buyer. What he is like decides how his orders fall.</summary>
public sealed record DemoCustomer(int Index, string Name, string Email, string Language, string City, string PostalCode, string Phone, DateOnly JoinedOn);

public sealed record DemoOrderLine(string Sku, int Quantity);

public enum DemoOrderStatus
{
    Paid,
    Packed,
    Shipped,
    Delivered,
    Cancelled,
    Returned,
    PartlyReturned,
}

/// <param name="PlacedAt">In Korean time, offset +09:00.</param>
/// <param name="Returned">What came back, when the status says so.</param>
public sealed record DemoOrder(int Customer, DateTimeOffset PlacedAt, string City, DemoOrderStatus Status, IReadOnlyList<DemoOrderLine> Lines, IReadOnlyList<DemoOrderLine> Returned, string? Coupon);

public sealed record DemoHistory(IReadOnlyList<DemoCustomer> Customers, IReadOnlyList<DemoOrder> Orders);
