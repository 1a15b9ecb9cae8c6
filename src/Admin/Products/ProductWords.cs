using Maru.Admin.Shell;
using Maru.Contracts.Catalog;

namespace Maru.Admin.Products;

/// <summary>States of goods as staff read them.</summary>
internal static class ProductWords
{
    public static string Status(ProductStatus status, Desk desk) => status switch
    {
        ProductStatus.Published => desk.Say("판매 중", "On sale"),
        ProductStatus.Archived => desk.Say("보관됨", "Archived"),
        _ => desk.Say("준비 중", "Draft"),
    };

    public static string Tone(ProductStatus status) => status switch { ProductStatus.Published => "good", ProductStatus.Draft => "busy", _ => "calm" };

    public static string Condition(OfferCondition condition, Desk desk) => condition switch
    {
        OfferCondition.Refurbished => desk.Say("손본 것", "Refurbished"),
        OfferCondition.Used => desk.Say("쓰던 것", "Used"),
        _ => desk.Say("새것", "New"),
    };
}
