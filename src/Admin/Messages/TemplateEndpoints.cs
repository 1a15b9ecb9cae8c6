using System.Globalization;
using Maru.Admin.Shell;
using Maru.Admin.Tables;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Notifications;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Messages;

/// <summary>The texts of messages: each in both languages, with a preview before it is saved and every version kept.</summary>
internal static class TemplateEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/templates", Permissions.MessagesRead, ListAsync);
        root.MapPage("/templates/{topic}/{language}", Permissions.MessagesRead, ShowAsync);
        root.MapForm("/templates/{topic}/{language}", Permissions.MessagesWrite, SaveAsync);
        root.MapForm("/templates/{topic}/{language}/test", Permissions.MessagesWrite, TestAsync);
        root.MapPage("/templates/{topic}/{language}/body", Permissions.MessagesRead, async (string topic, string language, HttpContext context, [FromServices] ITemplateAdministration templates, CancellationToken ct) =>
            await templates.PreviewAsync(topic, language, null, ct) is { Succeeded: true } preview ? new MailBody(preview.Value.Mail.Html) : Pages.NotFound(context, Desk.Of(context)));
        root.MapForm("/templates/{topic}/{language}/body", Permissions.MessagesRead, async (string topic, string language, HttpContext context, [FromServices] ITemplateAdministration templates, CancellationToken ct) =>
            await templates.PreviewAsync(topic, language, Content(await Filled.ReadAsync(context, ct)), ct) is { Succeeded: true } preview
                ? new MailBody(preview.Value.Mail.Html)
                : Pages.NotFound(context, Desk.Of(context)));
    }

    private static async Task<IResult> ListAsync(HttpContext context, [FromServices] ITemplateAdministration templates, CancellationToken ct)
    {
        var all = await templates.ListAsync(ct);
        var columns = TemplateListPage.Columns(Desk.Of(context));
        return await Listing.ShowAsync<TemplateListPage, TemplateView>(context, "templates", columns, page => Task.FromResult(Listing.Of(context, all, columns, page)));
    }

    private static async Task<IResult> ShowAsync(string topic, string language, HttpContext context, [FromServices] ITemplateAdministration templates, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var version = int.TryParse(Pages.TextOf(context, "version"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : (int?)null;
        return language is "ko" or "en" && await templates.FindAsync(topic, language, version, ct) is { } template
            ? await FormAsync(context, templates, template, template.Content, version is not null, null, ct)
            : Pages.NotFound(context, desk);
    }

    private static async Task<IResult> SaveAsync(string topic, string language, HttpContext context, [FromServices] ITemplateAdministration templates, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var form = await Filled.ReadAsync(context, ct);
        if (language is not ("ko" or "en") || await templates.FindAsync(topic, language, null, ct) is not { } template)
        {
            return Pages.NotFound(context, desk);
        }

        var content = Content(form);
        if (form.IsOn("preview"))
        {
            return await FormAsync(context, templates, template, content, true, null, ct);
        }

        var saved = await templates.SaveAsync(topic, language, content, desk.Caller.Actor, ct);
        return saved.Succeeded
            ? Pages.After(context, saved, $"/templates/{topic}/{language}", desk.Say("새 판을 저장했어요. 이제부터 이 글로 나가요.", "A new version is saved, and in force from now on."))
            : await FormAsync(context, templates, template, content, true, saved.Failure, ct);
    }

    private static async Task<IResult> TestAsync(string topic, string language, HttpContext context, [FromServices] ITemplateAdministration templates, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var sent = desk.Caller.User is { } user
            ? await templates.SendTestAsync(topic, language, NotificationChannel.Mail, user, desk.Caller.Actor, ct)
            : new StateConflict(desk.Say("로그인한 사람에게만 보낼 수 있어요.", "It can be sent to somebody who is signed in only."));
        return Pages.After(context, sent, $"/templates/{topic}/{language}", desk.Say("나에게 보냈어요.", "It is sent to you."));
    }

    private static TemplateContent Content(Filled form) => new(form.Text("subject"), form.Text("text"), form.Optional("html"), form.Text("brief"), form.Optional("action"));

    private static async Task<IResult> FormAsync(
        HttpContext context, ITemplateAdministration templates, TemplateDetail template, TemplateContent content, bool isDraft, Failure? problem, CancellationToken ct)
    {
        var preview = await templates.PreviewAsync(template.Topic, template.Language, isDraft ? content : null, ct);
        problem ??= preview.Failure;
        return Pages.Show<TemplatePage>(context, Desk.Of(context), new
        {
            Template = template, Content = content, Preview = preview.Value, IsDraft = isDraft, Problem = problem is null ? null : Pages.Words(problem),
        }, problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }
}
