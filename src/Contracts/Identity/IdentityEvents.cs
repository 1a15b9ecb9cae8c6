namespace Maru.Contracts.Identity;

[Event("identity.user-registered")]
public sealed record UserRegistered(UserId UserId, string Language, DateTimeOffset At) : IEvent
{
    public string Key => UserId.ToString();
}

[Event("identity.user-signed-in")]
public sealed record UserSignedIn(UserId UserId, CartIdToMerge? Cart, DateTimeOffset At) : IEvent
{
    public string Key => UserId.ToString();
}

/// <summary>The guest's cart that was open when the user signed in.</summary>
public sealed record CartIdToMerge(CartId CartId);

/// <summary>The user is gone and the key of their personal data destroyed. Everyone who keeps personal data of theirs drops it.</summary>
[Event("identity.user-erased")]
public sealed record UserErased(UserId UserId, DateTimeOffset At) : IEvent
{
    public string Key => UserId.ToString();
}

/// <summary>A mail with a secret link is wanted (verification, reset). The link's secret is short-lived and single-use.</summary>
/// <param name="Token">Empty since the secret is sealed; older events of the log have it here.</param>
/// <param name="SealedToken">The secret in UTF-8, sealed with the master key for the user's id, in base64: whoever reads the log cannot use the link.</param>
[Event("identity.link-requested")]
public sealed record IdentityLinkRequested(UserId UserId, string Purpose, string Token, DateTimeOffset ExpiresAt, string? SealedToken = null) : IEvent
{
    public string Key => UserId.ToString();
}

/// <summary>A refresh token came a second time; its session was ended.</summary>
[Event("identity.refresh-token-reused")]
public sealed record RefreshTokenReused(UserId UserId, Guid Session, DateTimeOffset At) : IEvent
{
    public string Key => UserId.ToString();
}
