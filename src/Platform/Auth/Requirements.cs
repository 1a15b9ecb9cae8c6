using Maru.Contracts;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Maru.Platform.Auth;

/// <summary>What an endpoint asks of its caller. Kept as metadata too, so that a test can walk all endpoints and the API document can say it.</summary>
public sealed record Requirement(string? Permission);

public static class Requirements
{
    /// <summary>401 for a stranger, 403 for a caller without the permission.</summary>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder endpoints, string permission) where TBuilder : IEndpointConventionBuilder =>
        endpoints.Require(new Requirement(permission));

    /// <summary>401 for anyone who is not signed in.</summary>
    public static TBuilder RequireUser<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder =>
        endpoints.Require(new Requirement(Permission: null));

    private static TBuilder Require<TBuilder>(this TBuilder endpoints, Requirement requirement) where TBuilder : IEndpointConventionBuilder
    {
        endpoints.WithMetadata(requirement);
        endpoints.AddEndpointFilter(async (invocation, next) =>
            Refuse(invocation.HttpContext.Caller(), requirement) is { } refusal ? refusal.ToProblem() : await next(invocation));
        return endpoints;
    }

    private static Failure? Refuse(Caller caller, Requirement requirement) => requirement.Permission switch
    {
        null when caller.User is null => new SignInNeeded(),
        { } when !caller.IsKnown => new SignInNeeded(),
        { } permission when !caller.May(permission) => new PermissionMissing(permission),
        _ => null,
    };
}

internal sealed record SignInNeeded() : Failure(FailureKind.Unauthenticated, "sign-in-needed", "Sign in to do this.");

internal sealed record PermissionMissing(string Permission) : Failure(FailureKind.Forbidden, "permission-missing", $"This needs the permission {Permission}.");
