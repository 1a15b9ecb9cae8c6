namespace Maru.Contracts.History;

/// <summary>What happened in the shop, in order of time, to be looked up by whom or what it happened to. It holds ids, states and sums, and no personal data.</summary>
public interface IHistory
{
    /// <summary>The newest first. Who may ask for what is checked before, by the endpoint's or the page's permission.</summary>
    Task<HistoryPage> ListAsync(HistoryQuery query, CancellationToken ct);

    /// <summary>What a member did and what became of his orders, in words meant for him.</summary>
    Task<HistoryPage> OfMemberAsync(UserId member, string? cursor, int limit, CancellationToken ct);

    /// <summary>What became of an order, in words meant for its buyer, who was checked before.</summary>
    Task<HistoryPage> OfOrderAsync(OrderId order, string? cursor, int limit, CancellationToken ct);

    /// <summary>Everything that is recorded.</summary>
    Task<IReadOnlyList<HistoryKind>> ListKindsAsync(CancellationToken ct);

    /// <summary>How often each kind happened, by day of the shop.</summary>
    Task<IReadOnlyList<HistoryCount>> CountAsync(DateOnly from, DateOnly to, string? group, CancellationToken ct);

    /// <summary>Makes the record anew from the logs, while the old one goes on serving. Gives the number of entries there were.</summary>
    Task<Result<long>> RebuildAsync(string actor, CancellationToken ct);
}

/// <summary>Kinds of subjects.</summary>
public static class HistorySubjects
{
    public const string Order = "order";
    public const string Product = "product";
    public const string Sku = "sku";
    public const string User = "user";
    public const string Cart = "cart";
    public const string Payment = "payment";
    public const string Seller = "seller";
    public const string Review = "review";
    public const string Shipment = "shipment";
    public const string Return = "return";
}

/// <param name="Subject">"order:0198..." as in <see cref="HistoryEntry.Subjects"/>; null for all.</param>
/// <param name="Kinds">Names of kinds or groups (sales, accounts, deliveries, returns, payments, goods, stock, reviews); empty for all.</param>
/// <param name="Actor">"user:0198...", "key:..." or "system".</param>
/// <param name="Cursor">What the page before gave.</param>
public sealed record HistoryQuery(
    string? Subject = null, IReadOnlyList<string>? Kinds = null, string? Actor = null, DateTimeOffset? From = null, DateTimeOffset? To = null, string? Cursor = null, int Limit = 20);

/// <param name="Next">Null on the last page.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryEntry> Items, string? Next);

/// <param name="Kind">The event's name, as in "ordering.order-paid".</param>
/// <param name="Subjects">All that it is about, as "order:0198...".</param>
/// <param name="Data">What the event said, as JSON.</param>
public sealed record HistoryEntry(
    string Id, DateTimeOffset At, string Kind, string Group, LocalizedText Text, string Actor, IReadOnlyList<string> Subjects, string Data);

public sealed record HistoryKind(string Name, string Group, LocalizedText Text);

public sealed record HistoryCount(DateOnly Day, string Kind, string Group, long Count);
