namespace Maru.Contracts.Identity;

/// <summary>
/// Members as staff serve them. Who may is checked before, by the page's permission; what is done is in the audit log, export and look into personal
/// data included.
/// </summary>
public interface ICustomers
{
    Task<CustomerView?> FindAsync(UserId user, CancellationToken ct);

    /// <summary>Signs the member out everywhere.</summary>
    Task<Result<Done>> EndSessionsAsync(UserId user, string actor, CancellationToken ct);

    /// <summary>Everything kept about the person, as a JSON document, to be handed to him.</summary>
    Task<Result<string>> ExportAsync(UserId user, string actor, CancellationToken ct);

    /// <summary>Destroys the key of the person's data, as asked for by him. Of staff the roles are taken away first.</summary>
    Task<Result<Done>> EraseAsync(UserId user, string actor, CancellationToken ct);
}

/// <param name="Locked">By staff; nobody signs in to it.</param>
/// <param name="LockedUntil">After too many wrong passwords.</param>
public sealed record CustomerView(
    UserProfile Profile, bool Locked, DateTimeOffset? LockedUntil, IReadOnlyList<SavedAddress> Addresses, IReadOnlyList<SessionView> Sessions);
