namespace Maru.Contracts.Identity;

/// <summary>Every right there is. Roles are sets of these; endpoints and pages ask for one, never for a role.</summary>
public static class Permissions
{
    public const string CatalogRead = "catalog.read";
    public const string CatalogWrite = "catalog.write";
    public const string StockRead = "stock.read";
    public const string StockWrite = "stock.write";
    public const string OrdersRead = "orders.read";
    public const string OrdersWrite = "orders.write";
    public const string OrdersRefund = "orders.refund";
    public const string PaymentsRead = "payments.read";
    public const string PaymentsWrite = "payments.write";
    public const string ShippingRead = "shipping.read";
    public const string ShippingWrite = "shipping.write";
    public const string CustomersRead = "customers.read";
    public const string CustomersWrite = "customers.write";
    public const string SellersRead = "sellers.read";
    public const string SellersWrite = "sellers.write";
    public const string PromotionsRead = "promotions.read";
    public const string PromotionsWrite = "promotions.write";
    public const string ReviewsModerate = "reviews.moderate";
    public const string MessagesRead = "messages.read";
    public const string MessagesWrite = "messages.write";
    public const string StatisticsRead = "statistics.read";
    public const string OperationsRead = "operations.read";
    public const string OperationsWrite = "operations.write";
    public const string SettingsRead = "settings.read";
    public const string SettingsWrite = "settings.write";
    public const string AccessRead = "access.read";
    public const string AccessWrite = "access.write";
    public const string AuditRead = "audit.read";
    public const string WebhooksRead = "webhooks.read";
    public const string WebhooksWrite = "webhooks.write";
    public const string SearchWrite = "search.write";

    /// <summary>A seller's rights over what is theirs alone; the seller's id narrows every query.</summary>
    public const string SellerOwn = "seller.own";

    public static IReadOnlyList<string> All { get; } =
    [
        CatalogRead, CatalogWrite, StockRead, StockWrite, OrdersRead, OrdersWrite, OrdersRefund, PaymentsRead, PaymentsWrite, ShippingRead, ShippingWrite,
        CustomersRead, CustomersWrite, SellersRead, SellersWrite, PromotionsRead, PromotionsWrite, ReviewsModerate, MessagesRead, MessagesWrite, StatisticsRead,
        OperationsRead, OperationsWrite, SettingsRead, SettingsWrite, AccessRead, AccessWrite, AuditRead, WebhooksRead, WebhooksWrite, SearchWrite, SellerOwn,
    ];
}
