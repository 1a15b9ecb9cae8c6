using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Notifications;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Accounts;

/// <summary>Messages in the shop, and what the member wants to be told of, how and when.</summary>
internal static class NotificationEndpoints
{
    private const int Latest = 10;
    private const string TimeFormat = "HH:mm";

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/account/notifications", ShowAsync);
        root.MapForm("/account/notifications", SaveAsync);
        root.MapForm("/account/notifications/read", ReadAsync);
    }

    /// <summary>The name of a switch in the form.</summary>
    internal static string NameOf(NotificationKind kind, NotificationChannel channel) => $"on-{kind}-{channel}";

    /// <summary>What the shop tells its staff is no matter for shoppers.</summary>
    private static bool Concerns(PreferenceView item, Visit visit) => item.Kind != NotificationKind.Staff || visit.Caller.Permissions.Count > 0;

    private static async Task<IResult> ShowAsync(HttpContext context, INotificationPreferences preferences, INotificationInbox inbox, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        return visit.Caller.User is { } user ? await PageAsync(context, visit, user, preferences, inbox, null, ct) : Pages.SignIn(visit);
    }

    private static async Task<IResult> SaveAsync(HttpContext context, INotificationPreferences preferences, INotificationInbox inbox, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return Pages.SignIn(visit);
        }

        var form = await context.Request.ReadFormAsync(ct);
        var now = await preferences.GetAsync(user, ct);
        var quiet = form["quiet"] == "true" && Time(form.Text("from")) is { } from && Time(form.Text("to")) is { } to ? new QuietHoursView(from, to) : null;
        var changed = await preferences.ChangeAsync(
            user,
            new PreferencesChange(
                [.. now.Items.Where(i => i is { Locked: false, Available: true } && Concerns(i, visit)).Select(i => new PreferenceChange(i.Kind, i.Channel, form[NameOf(i.Kind, i.Channel)] == "true"))],
                null, quiet, quiet is null, Enum.TryParse<DigestRhythm>(form.Text("digest"), out var digest) && Enum.IsDefined(digest) ? digest : null),
            ct);
        return changed.Succeeded
            ? Pages.SeeOther(visit.To("/account/notifications" + Said.Saved))
            : await PageAsync(context, visit, user, preferences, inbox, Problems.Say(changed.Failure, visit), ct);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, INotificationInbox inbox, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return Pages.SignIn(visit);
        }

        await inbox.MarkAllReadAsync(user, ct);
        return Pages.SeeOther(visit.To("/account/notifications"));
    }

    private static async Task<IResult> PageAsync(
        HttpContext context, Visit visit, UserId user, INotificationPreferences preferences, INotificationInbox inbox, string? problem, CancellationToken ct)
    {
        var now = await preferences.GetAsync(user, ct);
        return Pages.Show<NotificationsPage>(
            context, visit,
            new
            {
                Preferences = now with { Items = [.. now.Items.Where(i => Concerns(i, visit))] }, Inbox = await inbox.ListAsync(user, false, new PageRequest(1, Latest), ct),
                Said = Said.Read(context, visit), Problem = problem,
            },
            problem is null ? 200 : 400);
    }

    private static TimeOnly? Time(string? text) => TimeOnly.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
