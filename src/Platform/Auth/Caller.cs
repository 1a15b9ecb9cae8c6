using System.Collections.Frozen;
using System.Reflection;
using Maru.Contracts;
using Microsoft.AspNetCore.Http;

namespace Maru.Platform.Auth;

/// <summary>Who is calling: a person, a machine with an API key, or nobody. Endpoints take it as a parameter.</summary>
public sealed record Caller(UserId? User, SellerId? Seller, string? ApiKeyId, IReadOnlySet<string> Permissions, string? SessionId = null)
{
    public static Caller Anonymous { get; } = new(null, null, null, FrozenSet<string>.Empty);

    public bool IsKnown => User is not null || ApiKeyId is not null;

    public bool May(string permission) => Permissions.Contains(permission);

    /// <summary>The name under which this caller's acts are recorded: ids only, no personal data.</summary>
    public string Actor => User is { } user ? $"user:{user}" : ApiKeyId is { } key ? $"key:{key}" : "guest";

    public static ValueTask<Caller> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(context.Caller());
}

public static class CallerExtensions
{
    public static Caller Caller(this HttpContext context) => context.Features.Get<Caller>() ?? Auth.Caller.Anonymous;
}
