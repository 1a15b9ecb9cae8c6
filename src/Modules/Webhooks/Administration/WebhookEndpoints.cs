using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Webhooks;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Maru.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Maru.Modules.Webhooks.Administration;

/// <summary>Outgoing webhooks over HTTP, for staff.</summary>
internal static class WebhookEndpoints
{
    public static void Map(ModuleRoutes routes)
    {
        var read = routes.Admin.MapGroup("/webhooks").RequirePermission(Permissions.WebhooksRead);
        read.MapGet("/events", async (IWebhooksAdministration webhooks, CancellationToken ct) => TypedResults.Ok(new { items = await webhooks.ListEventTypesAsync(ct) }));
        read.MapGet("/endpoints", async (Paging paging, IWebhooksAdministration webhooks, CancellationToken ct) => TypedResults.Ok(await webhooks.ListAsync(paging.Page, ct)));
        read.MapGet("/endpoints/{id}", FindAsync);
        read.MapGet("/deliveries", ListDeliveriesAsync);
        read.MapGet("/deliveries/{id}", FindDeliveryAsync);

        var write = routes.Admin.MapGroup("/webhooks").RequirePermission(Permissions.WebhooksWrite);
        write.MapPost("/endpoints", CreateAsync);
        write.MapPut("/endpoints/{id}", async (WebhookEndpointId id, WebhookEndpointDraft draft, Caller caller, IWebhooksAdministration webhooks, CancellationToken ct) =>
            (await webhooks.UpdateAsync(id, draft, caller.Actor, ct)).ToResult());
        write.MapDelete("/endpoints/{id}", async (WebhookEndpointId id, Caller caller, IWebhooksAdministration webhooks, CancellationToken ct) =>
            (await webhooks.RemoveAsync(id, caller.Actor, ct)).ToNoContent());
        write.MapPost("/endpoints/{id}/secret", RotateAsync);
        write.MapPost("/endpoints/{id}/ping", async (WebhookEndpointId id, Caller caller, IWebhooksAdministration webhooks, CancellationToken ct) =>
            (await webhooks.PingAsync(id, caller.Actor, ct)).ToResult());
        write.MapPost("/endpoints/{id}/replay", ReplaySinceAsync);
        write.MapPost("/deliveries/{id}/replay", async (WebhookDeliveryId id, Caller caller, IWebhooksAdministration webhooks, CancellationToken ct) =>
            (await webhooks.ReplayAsync(id, caller.Actor, ct)).ToNoContent());
    }

    private static async Task<Results<Ok<WebhookEndpointView>, ProblemHttpResult>> FindAsync(WebhookEndpointId id, IWebhooksAdministration webhooks, CancellationToken ct) =>
        await webhooks.FindAsync(id, ct) is { } endpoint ? TypedResults.Ok(endpoint) : new Contracts.NotFound("endpoint").ToProblem();

    private static async Task<Ok<Page<WebhookDeliveryView>>> ListDeliveriesAsync(
        Paging paging, IWebhooksAdministration webhooks, CancellationToken ct, WebhookEndpointId? endpoint = null, Choice<WebhookDeliveryState>? state = null, string? name = null) =>
        TypedResults.Ok(await webhooks.ListDeliveriesAsync(new WebhookDeliveryQuery(paging.Page, endpoint, state?.Value, name), ct));

    private static async Task<Results<Ok<WebhookDeliveryDetail>, ProblemHttpResult>> FindDeliveryAsync(WebhookDeliveryId id, IWebhooksAdministration webhooks, CancellationToken ct) =>
        await webhooks.FindDeliveryAsync(id, ct) is { } delivery ? TypedResults.Ok(delivery) : new Contracts.NotFound("delivery").ToProblem();

    private static async Task<Results<Created<NewWebhookEndpoint>, ProblemHttpResult>> CreateAsync(
        WebhookEndpointDraft draft, Caller caller, IWebhooksAdministration webhooks, CancellationToken ct)
    {
        var created = await webhooks.CreateAsync(draft, caller.Actor, ct);
        return created.Succeeded ? TypedResults.Created($"/api/v1/admin/webhooks/endpoints/{created.Value.Endpoint.Id}", created.Value) : created.Failure.ToProblem();
    }

    private static async Task<Results<Ok<NewSecret>, ProblemHttpResult>> RotateAsync(
        WebhookEndpointId id, RotateBody body, Caller caller, IWebhooksAdministration webhooks, CancellationToken ct)
    {
        var rotated = await webhooks.RotateSecretAsync(id, body.OverlapHours, caller.Actor, ct);
        return rotated.Succeeded ? TypedResults.Ok(new NewSecret(rotated.Value)) : rotated.Failure.ToProblem();
    }

    private static async Task<Results<Ok<ReplayedCount>, ProblemHttpResult>> ReplaySinceAsync(
        WebhookEndpointId id, ReplayBody body, Caller caller, IWebhooksAdministration webhooks, CancellationToken ct)
    {
        var replayed = await webhooks.ReplaySinceAsync(id, body.Since, body.OnlyFailed, caller.Actor, ct);
        return replayed.Succeeded ? TypedResults.Ok(new ReplayedCount(replayed.Value)) : replayed.Failure.ToProblem();
    }
}

internal sealed record RotateBody(int OverlapHours = 24);

internal sealed record NewSecret(string Secret);

internal sealed record ReplayBody(DateTimeOffset Since, bool OnlyFailed = true);

internal sealed record ReplayedCount(int Messages);
