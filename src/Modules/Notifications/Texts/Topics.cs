namespace Maru.Modules.Notifications.Texts;

/// <summary>Every topic there is.</summary>
internal static class Topics
{
    public const string OrderPaid = "order-paid";
    public const string OrderAwaitingPayment = "order-awaiting-payment";
    public const string OrderFailed = "order-failed";
    public const string OrderShipped = "order-shipped";
    public const string OrderDelivered = "order-delivered";
    public const string OrderCancelled = "order-cancelled";
    public const string OrderRefunded = "order-refunded";
    public const string ReturnRequested = "return-requested";
    public const string ReturnSettled = "return-settled";
    public const string Welcome = "welcome";
    public const string VerifyEmail = "verify-email";
    public const string ResetPassword = "reset-password";
    public const string SessionEnded = "session-ended";
    public const string Digest = "digest";

    /// <summary>What every text may use.</summary>
    public static IReadOnlyList<Variable> Everywhere { get; } = [new("shop", "마루", "Maru"), new("name", "홍길동", "Alex Kim")];

    public static IReadOnlyDictionary<string, Topic> All { get; } =
        new[] { OrderTopics.All, AccountTopics.All, ShoppingTopics.All }.SelectMany(t => t).ToDictionary(t => t.Name);
}

internal static class Variables
{
    public static readonly Variable Number = new("number", "20260101-000001", "20260101-000001");
    public static readonly Variable Order = new("order", "01890000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-000000000001");
    public static readonly Variable Amount = new("amount", "45,000원", "45,000 KRW");
    public static readonly Variable Until = new("until", "2026-01-02 12:00 (KST)", "2026-01-02 12:00 (KST)");
    public static readonly Variable Product = new("product", "리넨 셔츠", "Linen shirt");
    public static readonly Variable Slug = new("slug", "linen-shirt", "linen-shirt");

    public static readonly Variable Lines = new("lines", "", "",
        [new("product", "리넨 셔츠", "Linen shirt"), new("options", "아이보리 / M", "Ivory / M"), new("quantity", "1", "1"), new("total", "45,000원", "45,000 KRW")]);
}
