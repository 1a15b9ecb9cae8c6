using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Notifications;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Maru.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NotFound = Maru.Contracts.NotFound;

namespace Maru.Modules.Notifications.BackOffice;

/// <summary>/api/v1/admin/messages and /api/v1/admin/mailbox.</summary>
internal static class MessageEndpoints
{
    public static void Map(ModuleRoutes routes)
    {
        var messages = routes.Admin.MapGroup("/messages").RequirePermission(Permissions.MessagesRead);
        messages.MapGet("/", ListAsync);
        messages.MapGet("/counts", (INotificationsAdministration office, CancellationToken ct) => office.GetCountsAsync(ct));
        messages.MapGet("/channels", (INotificationsAdministration office, CancellationToken ct) => office.ListChannelsAsync(ct));
        messages.MapGet("/templates", (ITemplateAdministration templates, CancellationToken ct) => templates.ListAsync(ct));
        messages.MapGet("/templates/{topic}/{language}", FindTemplateAsync);
        messages.MapPost("/templates/{topic}/{language}/preview", async (string topic, string language, PreviewRequest request, ITemplateAdministration templates, CancellationToken ct) =>
            (await templates.PreviewAsync(topic, language, request.Draft, ct)).ToResult());
        messages.MapGet("/{id}", FindAsync);

        var write = routes.Admin.MapGroup("/messages").RequirePermission(Permissions.MessagesWrite);
        write.MapPost("/{id}/retry", async (MessageId id, Caller caller, INotificationsAdministration office, CancellationToken ct) => (await office.RetryAsync(id, caller.Actor, ct)).ToResult());
        write.MapPut("/templates/{topic}/{language}", async (string topic, string language, TemplateContent content, Caller caller, ITemplateAdministration templates, CancellationToken ct) =>
            (await templates.SaveAsync(topic, language, content, caller.Actor, ct)).ToResult());
        write.MapPost("/templates/{topic}/{language}/test", SendTestAsync);

        var box = routes.Admin.MapGroup("/mailbox").RequirePermission(Permissions.MessagesRead);
        box.MapGet("/", (IMailBox mail, Paging paging, CancellationToken ct, string? to = null) => mail.ListAsync(to, paging.Page, ct));
        box.MapGet("/{id}", ReadAsync);
        routes.Admin.MapPost("/mailbox/erase", EraseAsync).RequirePermission(Permissions.MessagesWrite);
    }

    private static Task<Page<MessageView>> ListAsync(
        INotificationsAdministration office, Paging paging, CancellationToken ct, MessageState? state = null, string? topic = null, OrderId? order = null, UserId? user = null,
        NotificationChannel? channel = null, NotificationKind? kind = null) =>
        office.ListAsync(new MessageQuery(state, topic, order, user, paging.Page, channel, kind), ct);

    private static async Task<Results<Ok<MessageView>, ProblemHttpResult>> FindAsync(MessageId id, INotificationsAdministration office, CancellationToken ct) =>
        await office.FindAsync(id, ct) is { } message ? TypedResults.Ok(message) : new NotFound("message").ToProblem();

    private static async Task<Results<Ok<TemplateDetail>, ProblemHttpResult>> FindTemplateAsync(
        string topic, string language, ITemplateAdministration templates, CancellationToken ct, int? version = null) =>
        await templates.FindAsync(topic, language, version, ct) is { } template ? TypedResults.Ok(template) : new NotFound("template").ToProblem();

    private static async Task<Results<NoContent, ProblemHttpResult>> SendTestAsync(
        string topic, string language, TestRequest request, Caller caller, ITemplateAdministration templates, CancellationToken ct) =>
        caller.User is { } user
            ? (await templates.SendTestAsync(topic, language, request.Channel, user, caller.Actor, ct)).ToNoContent()
            : ValidationFailure.Of("channel", "needs a person who is signed in: the test goes to that person").ToProblem();

    private static async Task<Results<Ok<MailView>, ProblemHttpResult>> ReadAsync(MessageId id, Caller caller, IMailBox mail, CancellationToken ct) =>
        await mail.ReadAsync(id, ct) is { } view ? TypedResults.Ok(view.SeenBy(caller.May)) : new NotFound("mail").ToProblem();

    private static async Task<Results<Ok<Erased>, ProblemHttpResult>> EraseAsync(EraseRequest request, Caller caller, IMailBox mail, CancellationToken ct) =>
        new FieldErrors().Text(request.Address, "address", 320).ToFailure() is { } invalid
            ? invalid.ToProblem()
            : TypedResults.Ok(new Erased(await mail.EraseAsync(request.Address, caller.Actor, ct)));

    private sealed record PreviewRequest(TemplateContent? Draft = null);

    private sealed record TestRequest(NotificationChannel Channel);

    private sealed record EraseRequest(string Address);

    private sealed record Erased(int Mails);
}
