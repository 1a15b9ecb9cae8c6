using Maru.Admin.Shell;
using Maru.Admin.Tables;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Webhooks;

/// <summary>Merchants' own systems: where messages go, what became of each, sending again.</summary>
internal static class WebhookPages
{
    private const int OverlapHours = 24;

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/webhooks", Permissions.WebhooksRead, (HttpContext context, [FromServices] IWebhooksAdministration webhooks, CancellationToken ct) => ListAsync(context, webhooks, null, ct));
        root.MapForm("/webhooks", Permissions.WebhooksWrite, CreateAsync);
        root.MapPage("/webhooks/{id}", Permissions.WebhooksRead, (WebhookEndpointId id, HttpContext context, [FromServices] IWebhooksAdministration webhooks, CancellationToken ct) => ShowAsync(id, context, webhooks, null, ct));
        root.MapForm("/webhooks/{id}", Permissions.WebhooksWrite, (WebhookEndpointId id, HttpContext context, [FromServices] IWebhooksAdministration webhooks, CancellationToken ct) =>
            ActAsync(context, $"/webhooks/{id}", (form, actor) => webhooks.UpdateAsync(id, Draft(form), actor, ct), ct));
        root.MapForm("/webhooks/{id}/remove", Permissions.WebhooksWrite, (WebhookEndpointId id, HttpContext context, [FromServices] IWebhooksAdministration webhooks, CancellationToken ct) =>
            ActAsync(context, "/webhooks", (_, actor) => webhooks.RemoveAsync(id, actor, ct), ct));
        root.MapForm("/webhooks/{id}/ping", Permissions.WebhooksWrite, (WebhookEndpointId id, HttpContext context, [FromServices] IWebhooksAdministration webhooks, CancellationToken ct) =>
            ActAsync(context, $"/webhooks/{id}", (_, actor) => webhooks.PingAsync(id, actor, ct), ct));
        root.MapForm("/webhooks/{id}/secret", Permissions.WebhooksWrite, RotateAsync);
        root.MapForm("/webhooks/{id}/replay", Permissions.WebhooksWrite, (WebhookEndpointId id, HttpContext context, [FromServices] IWebhooksAdministration webhooks, [FromServices] TimeProvider time, CancellationToken ct) =>
            ActAsync(context, $"/webhooks/{id}", (form, actor) => webhooks.ReplaySinceAsync(id, form.Moment("since") ?? time.GetUtcNow(), form.IsOn("failed"), actor, ct), ct));
        root.MapPage("/deliveries/{id}", Permissions.WebhooksRead, async (WebhookDeliveryId id, HttpContext context, [FromServices] IWebhooksAdministration webhooks, CancellationToken ct) =>
            await webhooks.FindDeliveryAsync(id, ct) is { } detail ? Pages.Show<DeliveryPage>(context, Desk.Of(context), new { Detail = detail }) : Pages.NotFound(context, Desk.Of(context)));
        root.MapForm("/deliveries/{id}/replay", Permissions.WebhooksWrite, (WebhookDeliveryId id, HttpContext context, [FromServices] IWebhooksAdministration webhooks, CancellationToken ct) =>
            ActAsync(context, $"/deliveries/{id}", (_, actor) => webhooks.ReplayAsync(id, actor, ct), ct));
    }

    private static Task<IResult> ListAsync(HttpContext context, IWebhooksAdministration webhooks, Failure? problem, CancellationToken ct) =>
        Listing.ShowAsync<WebhookListPage, WebhookEndpointView>(
            context, "webhooks", WebhookListPage.Columns(Desk.Of(context)), page => webhooks.ListAsync(page, ct),
            async rows => new { Rows = rows, Types = await webhooks.ListEventTypesAsync(ct), Problem = problem is null ? null : Pages.Words(problem) });

    private static async Task<IResult> CreateAsync(HttpContext context, [FromServices] IWebhooksAdministration webhooks, CancellationToken ct)
    {
        var made = await webhooks.CreateAsync(Draft(await Filled.ReadAsync(context, ct)) with { Enabled = true }, Desk.Of(context).Caller.Actor, ct);

        // The secret is shown on this one page: no redirect, nothing to come back to.
        return made.Succeeded ? await ShowAsync(made.Value.Endpoint.Id, context, webhooks, made.Value.Secret, ct) : await ListAsync(context, webhooks, made.Failure, ct);
    }

    private static async Task<IResult> RotateAsync(WebhookEndpointId id, HttpContext context, [FromServices] IWebhooksAdministration webhooks, CancellationToken ct)
    {
        var secret = await webhooks.RotateSecretAsync(id, OverlapHours, Desk.Of(context).Caller.Actor, ct);
        return secret.Succeeded ? await ShowAsync(id, context, webhooks, secret.Value, ct) : Pages.After(context, secret, $"/webhooks/{id}", "");
    }

    private static async Task<IResult> ShowAsync(WebhookEndpointId id, HttpContext context, IWebhooksAdministration webhooks, string? secret, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        if (await webhooks.FindAsync(id, ct) is not { } endpoint)
        {
            return Pages.NotFound(context, desk);
        }

        var state = Pages.ChoiceOf<WebhookDeliveryState>(context, "state");
        return await Listing.ShowAsync<WebhookPage, WebhookDeliveryView>(
            context, "deliveries", WebhookPage.Columns(desk), page => webhooks.ListDeliveriesAsync(new WebhookDeliveryQuery(page, id, state, Pages.TextOf(context, "q")), ct),
            async rows => new { Endpoint = endpoint, Rows = rows, Chosen = state, Types = await webhooks.ListEventTypesAsync(ct), Secret = secret });
    }

    private static WebhookEndpointDraft Draft(Filled form) => new(form.Text("url"), form.Optional("description"), form.Listed("events"), form.IsOn("enabled"));

    private static async Task<IResult> ActAsync<T>(HttpContext context, string path, Func<Filled, string, Task<Result<T>>> act, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var result = await act(await Filled.ReadAsync(context, ct), desk.Caller.Actor);
        return Pages.After(context, result, path, result.Value switch
        {
            WebhookDeliveryView ping => ping.State == WebhookDeliveryState.Delivered
                ? desk.Say($"답이 왔어요: {ping.LastStatus}.", $"It answered: {ping.LastStatus}.")
                : desk.Say($"닿지 않았어요: {ping.LastError} {ping.LastStatus}.", $"It did not arrive: {ping.LastError} {ping.LastStatus}."),
            int count => desk.Say($"{desk.Count(count)}건을 다시 보내요.", $"{desk.Count(count)} messages are sent again."),
            _ => desk.Say("됐어요.", "Done."),
        });
    }
}
