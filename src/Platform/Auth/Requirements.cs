using Maru.Contracts;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Maru.Platform.Auth;

/// <summary>What an endpoint asks of its caller.</summary>
/// <param name="Permission">Null: only that he is signed in.</param>
/// <param name="Page">A page refuses in its own way: it leads to the sign-in, or says in the shop's look what is missing.</param>
public sealed record Requirement(string? Permission, bool Page = false);

public static class Requirements
{
    /// <summary>401 for a stranger, 403 for a caller without the permission.</summary>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder endpoints, string permission) where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new Requirement(permission));

    /// <summary>401 for anyone who is not signed in.</summary>
    public static TBuilder RequireUser<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new Requirement(Permission: null));
}

/// <summary>Refuses callers before anything of their request is read: a stranger learns nothing from what is wrong with his body, and sends none in vain.</summary>
internal sealed class RequirementMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        foreach (var requirement in context.GetEndpoint()?.Metadata.GetOrderedMetadata<Requirement>() ?? [])
        {
            if (!requirement.Page && Refuse(context.Caller(), requirement) is { } refusal)
            {
                await refusal.ToProblem().ExecuteAsync(context);
                return;
            }
        }

        await next(context);
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
