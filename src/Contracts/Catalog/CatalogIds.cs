namespace Maru.Contracts.Catalog;

/// <summary>Well-known sellers.</summary>
public static class Sellers
{
    /// <summary>The shop itself: what no other seller offers is its own.</summary>
    public static readonly SellerId House = new(new Guid("00000000-0000-7000-8000-000000000001"));
}
