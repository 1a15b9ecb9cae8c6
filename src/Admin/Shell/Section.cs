using Maru.Contracts;
using Maru.Contracts.Identity;

namespace Maru.Admin.Shell;

/// <summary>A part of the back office, as the side navigation lists it. The overview has no permission of its own.</summary>
internal sealed record Section(string Path, LocalizedText Name, string? Permission)
{
    public static IReadOnlyList<Section> All { get; } =
    [
        new("/admin", new LocalizedText("한눈에", "Overview"), null),
        new("/admin/orders", new LocalizedText("주문", "Orders"), Permissions.OrdersRead),
        new("/admin/products", new LocalizedText("상품", "Products"), Permissions.CatalogRead),
        new("/admin/stock", new LocalizedText("재고", "Stock"), Permissions.StockRead),
        new("/admin/jobs", new LocalizedText("작업", "Jobs"), Permissions.OperationsRead),
        new("/admin/dead-letters", new LocalizedText("처리 못한 사건", "Dead letters"), Permissions.OperationsRead),
    ];
}
