using Maru.Contracts;
using Maru.Contracts.Identity;

namespace Maru.Admin.Shell;

/// <summary>A part of the back office, as the side navigation and the palette list it. The overview has no permission of its own.</summary>
/// <param name="Key">The letter that leads there after "g".</param>
public sealed record Section(string Path, LocalizedText Name, string? Permission, char? Key = null)
{
    public static IReadOnlyList<SectionGroup> Groups { get; } =
    [
        new(null, [new("/admin", new LocalizedText("한눈에", "Overview"), null, 'h'), new("/admin/statistics", new LocalizedText("매출", "Sales"), Permissions.StatisticsRead, 't')]),
        new(new LocalizedText("판매", "Selling"),
        [
            new("/admin/orders", new LocalizedText("주문", "Orders"), Permissions.OrdersRead, 'o'),
            new("/admin/returns", new LocalizedText("반품과 교환", "Returns"), Permissions.OrdersRead, 'r'),
            new("/admin/payments", new LocalizedText("결제와 환불", "Payments"), Permissions.PaymentsRead, 'm'),
            new("/admin/parcels", new LocalizedText("보낸 소포", "Parcels"), Permissions.ShippingRead),
            new("/admin/customers", new LocalizedText("고객", "Customers"), Permissions.CustomersRead, 'c'),
            new("/admin/promotions", new LocalizedText("할인 행사", "Promotions"), Permissions.PromotionsRead, 'd'),
            new("/admin/coupons", new LocalizedText("쿠폰", "Coupons"), Permissions.PromotionsRead),
        ]),
        new(new LocalizedText("물건", "Goods"),
        [
            new("/admin/products", new LocalizedText("상품", "Products"), Permissions.CatalogRead, 'p'),
            new("/admin/stock", new LocalizedText("재고", "Stock"), Permissions.StockRead, 's'),
            new("/admin/pictures", new LocalizedText("상품 사진", "Pictures"), Permissions.CatalogRead),
            new("/admin/search", new LocalizedText("검색", "Searches"), Permissions.StatisticsRead),
            new("/admin/classification", new LocalizedText("자동 분류", "Categories"), Permissions.CatalogRead),
            new("/admin/reviews", new LocalizedText("후기", "Reviews"), Permissions.ReviewsModerate, 'w'),
            new("/admin/questions", new LocalizedText("상품 물음", "Questions"), Permissions.ReviewsModerate, 'q'),
            new("/admin/sellers", new LocalizedText("판매자", "Sellers"), Permissions.SellersRead, 'v'),
        ]),
        new(new LocalizedText("알림", "Messages"),
        [
            new("/admin/messages", new LocalizedText("보낸 알림", "Sent"), Permissions.MessagesRead, 'n'),
            new("/admin/mail", new LocalizedText("편지함", "Mail box"), Permissions.MessagesRead),
            new("/admin/templates", new LocalizedText("알림 글", "Templates"), Permissions.MessagesRead),
        ]),
        new(new LocalizedText("운영", "Operations"),
        [
            new("/admin/settings", new LocalizedText("설정", "Settings"), Permissions.SettingsRead, 'e'),
            new("/admin/webhooks", new LocalizedText("웹훅", "Webhooks"), Permissions.WebhooksRead),
            new("/admin/events", new LocalizedText("사건", "Events"), Permissions.OperationsRead),
            new("/admin/jobs", new LocalizedText("작업", "Jobs"), Permissions.OperationsRead, 'j'),
            new("/admin/dead-letters", new LocalizedText("처리 못한 사건", "Dead letters"), Permissions.OperationsRead),
        ]),
        new(new LocalizedText("권한과 기록", "Access and records"),
        [
            new("/admin/roles", new LocalizedText("역할", "Roles"), Permissions.AccessRead),
            new("/admin/api-keys", new LocalizedText("API 열쇠", "API keys"), Permissions.AccessRead),
            new("/admin/history", new LocalizedText("있었던 일", "History"), Permissions.AuditRead, 'y'),
            new("/admin/audit", new LocalizedText("감사 기록", "Audit log"), Permissions.AuditRead, 'a'),
        ]),
    ];

    public static IReadOnlyList<Section> All { get; } = [.. Groups.SelectMany(g => g.Sections)];

    /// <summary>Whether an address lies in this part.</summary>
    public bool Holds(string path) => Path == "/admin"
        ? path.Split('?')[0].TrimEnd('/') == "/admin"
        : path.StartsWith(Path, StringComparison.Ordinal) && (path.Length == Path.Length || path[Path.Length] is '/' or '?');
}

public sealed record SectionGroup(LocalizedText? Name, IReadOnlyList<Section> Sections);
