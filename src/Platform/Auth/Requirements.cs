using Maru.Contracts;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Maru.Platform.Auth;

/// <summary>Metadata of an endpoint that is asked before anything of a request is read. All doors of an endpoint must be open.</summary>
public interface IDoor
{
    /// <returns>The refusal, or null for whoever may come in.</returns>
    IResult? Refuse(HttpContext context);
}

/// <summary>What an endpoint asks of its caller: 401 for a stranger, 403 for a caller without the permission.</summary>
/// <param name="Permission">Null: only that he is signed in.</param>
public record Requirement(string? Permission) : IDoor
{
    public virtual IResult? Refuse(HttpContext context)
    {
        var caller = context.Caller();
        Failure? refusal = Permission switch
        {
            null when caller.User is null => new SignInNeeded(),
            { } when !caller.IsKnown => new SignInNeeded(),
            { } permission when !caller.May(permission) => new PermissionMissing(permission),
            _ => null,
        };
        return refusal?.ToProblem();
    }
}

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
internal sealed class DoorMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        foreach (var door in context.GetEndpoint()?.Metadata.GetOrderedMetadata<IDoor>() ?? [])
        {
            if (door.Refuse(context) is { } refusal)
            {
                await refusal.ExecuteAsync(context);
                return;
            }
        }

        await next(context);
    }
}

internal sealed record SignInNeeded() : Failure(FailureKind.Unauthenticated, "sign-in-needed", "Sign in to do this.");

internal sealed record PermissionMissing(string Permission) : Failure(FailureKind.Forbidden, "permission-missing", $"This needs the permission {Permission}.");
