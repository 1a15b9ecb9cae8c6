using System.Text;
using Maru.Admin.Shell;
using Maru.Admin.Tables;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Notifications;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Messages;

/// <summary>What was sent to whom, and the mail the shop keeps for itself.</summary>
internal static class MessageEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/messages", Permissions.MessagesRead, ListAsync);
        root.MapForm("/messages/{id}/retry", Permissions.MessagesWrite, async (MessageId id, HttpContext context, [FromServices] INotificationsAdministration messages, CancellationToken ct) =>
        {
            var desk = Desk.Of(context);
            return Pages.After(context, await messages.RetryAsync(id, desk.Caller.Actor, ct), "/messages", desk.Say("다시 보내요.", "It is sent again."));
        });
        root.MapPage("/mail", Permissions.MessagesRead, (HttpContext context, [FromServices] IMailBox box, CancellationToken ct) =>
            Listing.ShowAsync<MailListPage, MailSummary>(context, "mail", MailListPage.Columns(Desk.Of(context)), page => box.ListAsync(Pages.TextOf(context, "q"), page, ct)));
        root.MapPage("/mail/{id}", Permissions.MessagesRead, async (MessageId id, HttpContext context, [FromServices] IMailBox box, [FromServices] INotificationsAdministration messages, CancellationToken ct) =>
            await box.ReadAsync(id, ct) is { } mail
                ? Pages.Show<MailPage>(context, Desk.Of(context), new { Mail = mail.SeenBy(Desk.Of(context).May), Message = await messages.FindAsync(id, ct) })
                : Pages.NotFound(context, Desk.Of(context)));
        root.MapPage("/mail/{id}/body", Permissions.MessagesRead, async (MessageId id, HttpContext context, [FromServices] IMailBox box, CancellationToken ct) =>
            await box.ReadAsync(id, ct) is { } mail ? new MailBody(mail.SeenBy(Desk.Of(context).May).Html) : Pages.NotFound(context, Desk.Of(context)));
    }

    private static Task<IResult> ListAsync(HttpContext context, [FromServices] INotificationsAdministration messages, CancellationToken ct)
    {
        var query = new MessageQuery(
            Pages.ChoiceOf<MessageState>(context, "state"), Pages.TextOf(context, "topic"), null, null, PageRequest.First, Pages.ChoiceOf<NotificationChannel>(context, "channel"));
        return Listing.ShowAsync<MessageListPage, MessageView>(
            context, "messages", MessageListPage.Columns(Desk.Of(context)), page => messages.ListAsync(query with { Page = page }, ct),
            async rows => new { Rows = rows, Query = query, Counts = await messages.GetCountsAsync(ct), Channels = await messages.ListChannelsAsync(ct) });
    }
}

/// <summary>A mail's own HTML, for the frame it is shown in: it may look as it wants, and can run, send and reach nothing.</summary>
internal sealed class MailBody(string html) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return response.WriteAsync(html, Encoding.UTF8, httpContext.RequestAborted);
    }
}
