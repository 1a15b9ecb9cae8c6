namespace Maru.Contracts.Catalog;

/// <summary>Those who sell in the shop.</summary>
public interface ISellers
{
    Task<Page<SellerRecord>> ListAsync(SellerStatus? status, string? text, PageRequest page, CancellationToken ct);

    Task<SellerRecord?> FindAsync(SellerId id, CancellationToken ct);

    Task<SellerRecord?> FindOfUserAsync(UserId user, CancellationToken ct);

    /// <summary>A member asks to sell; once approved he may. A member has one seller.</summary>
    Task<Result<SellerRecord>> RegisterAsync(SellerApplication application, UserId? user, CancellationToken ct);

    /// <summary>What a seller may change of itself.</summary>
    Task<Result<SellerRecord>> UpdateAsync(SellerId id, string name, LocalizedText policy, CancellationToken ct);

    /// <summary>Approves, suspends (its goods go off sale) or rejects.</summary>
    Task<Result<SellerRecord>> DecideAsync(SellerId id, SellerStatus status, string? reason, CancellationToken ct);

    /// <summary>The shop's share of each sale, in basis points.</summary>
    Task<Result<SellerRecord>> SetMarginAsync(SellerId id, int basisPoints, CancellationToken ct);
}

public enum SellerStatus
{
    Pending,
    Approved,
    Suspended,
    Rejected,
}

public sealed record SellerApplication(string Name, string Email)
{
    public string? BusinessNumber { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    public LocalizedText Policy { get; init; } = new();
}

public sealed record SellerRecord(
    SellerId Id, string Slug, string Name, SellerStatus Status, UserId? User, string? Email, string? BusinessNumber, string? Country, LocalizedText Policy, int MarginBasisPoints,
    string? Reason, SellerQuality Quality, DateTimeOffset CreatedAt, DateTimeOffset? ApprovedAt);
