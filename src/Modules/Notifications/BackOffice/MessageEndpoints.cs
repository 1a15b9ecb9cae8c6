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
        messages.MapGet("/templates", (INotificationsAdministration office, CancellationToken ct) => office.ListTemplatesAsync(ct));
        messages.MapGet("/templates/{topic}/preview", PreviewAsync);
        messages.MapGet("/{id}", FindAsync);
        routes.Admin.MapPost("/messages/{id}/retry", RetryAsync).RequirePermission(Permissions.MessagesWrite);

        var box = routes.Admin.MapGroup("/mailbox").RequirePermission(Permissions.MessagesRead);
        box.MapGet("/", (IMailBox mail, Paging paging, CancellationToken ct, string? to = null) => mail.ListAsync(to, paging.Page, ct));
        box.MapGet("/{id}", ReadAsync);
    }

    private static Task<Page<MessageView>> ListAsync(
        INotificationsAdministration office, Paging paging, CancellationToken ct, MessageState? state = null, string? topic = null, OrderId? order = null, UserId? user = null) =>
        office.ListAsync(new MessageQuery(state, topic, order, user, paging.Page), ct);

    private static async Task<Results<Ok<MessageView>, ProblemHttpResult>> FindAsync(MessageId id, INotificationsAdministration office, CancellationToken ct) =>
        await office.FindAsync(id, ct) is { } message ? TypedResults.Ok(message) : new NotFound("message").ToProblem();

    private static async Task<Results<Ok<MessageView>, ProblemHttpResult>> RetryAsync(MessageId id, Caller caller, INotificationsAdministration office, CancellationToken ct) =>
        (await office.RetryAsync(id, caller.Actor, ct)).ToResult();

    private static async Task<Results<Ok<MailContent>, ProblemHttpResult>> PreviewAsync(
        string topic, INotificationsAdministration office, CancellationToken ct, string language = "ko") =>
        await office.PreviewAsync(topic, language, ct) is { } content ? TypedResults.Ok(content) : new NotFound("template").ToProblem();

    private static async Task<Results<Ok<MailView>, ProblemHttpResult>> ReadAsync(MessageId id, IMailBox mail, CancellationToken ct) =>
        await mail.ReadAsync(id, ct) is { } view ? TypedResults.Ok(view) : new NotFound("mail").ToProblem();
}
