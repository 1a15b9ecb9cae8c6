using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Digests;
using Maru.Modules.Notifications.Preferences;
using Maru.Modules.Notifications.Receipts;
using Maru.Modules.Notifications.Tests.Channels;
using Maru.Platform.Data;
using Npgsql;

namespace Maru.Modules.Notifications.Tests.Hub;

public sealed class HubTests(HubShop shop) : IClassFixture<HubShop>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Notify_WhenAskedTwiceAtOnce_TellsOnceByEachChannel()
    {
        var (user, _) = await shop.JoinAsync();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => shop.TellAsync(user, cause: user.Value)));
        await shop.UntilAsync(async () => (await shop.OfAsync(user)).All(m => m.State == MessageState.Sent), "sent");
        (await shop.OfAsync(user)).Select(m => m.Channel).ShouldBe([NotificationChannel.Mail, NotificationChannel.InApp], ignoreOrder: true);
    }

    [Fact]
    public async Task Notify_WithWhatTheTopicDoesNotHave_IsRefusedWhole()
    {
        var (user, _) = await shop.JoinAsync();
        var good = new Notification(Guid.NewGuid(), "back-in-stock", user, new Dictionary<string, string> { ["product"] = "x", ["slug"] = "x" });
        foreach (var bad in (Notification[])[good with { Topic = "nonsense" }, good with { Topic = "order-paid" }, good with { Topic = "digest" }, good with { Values = new Dictionary<string, string> { ["evil"] = "x" } }])
        {
            (await shop.Desk.NotifyAsync([good, bad], Ct)).Failure.ShouldBeOfType<ValidationFailure>();
        }

        (await shop.OfAsync(user)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Browser_WhenSubscribed_IsPushedTo_AndSaysThatItWasSeen()
    {
        var (user, client) = await shop.JoinAsync();
        var browser = shop.Push.Browser("b" + user);
        (await client.PostAsJsonAsync("/api/v1/me/push-subscriptions/browser", browser.Subscription, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await shop.TellAsync(user);
        MessageView? pushed = null;
        await shop.UntilAsync(async () => (pushed = (await shop.OfAsync(user)).SingleOrDefault(m => m.Channel == NotificationChannel.WebPush && m.State == MessageState.Sent)) is not null, "pushed");
        shop.Push.Taken.ShouldContain(pushed!.Id.ToString());

        var receipt = ReceiptLinks.Path + "/" + shop.Get<ReceiptLinks>().Token(pushed.Id);
        (await shop.Client.PostAsync(receipt + "?state=opened", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await shop.Client.PostAsync(receipt + "?state=delivered", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await shop.Office.FindAsync(pushed.Id, Ct))!.State.ShouldBe(MessageState.Opened);
        (await shop.Client.PostAsync(receipt[..^2] + "AA?state=opened", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Browser_WhenGone_IsForgotten_AndAnotherChannelTakesOver()
    {
        var (user, client) = await shop.JoinAsync();
        await shop.Get<INotificationPreferences>().ChangeAsync(user, new PreferencesChange([new(NotificationKind.Rewards, NotificationChannel.Mail, true), new(NotificationKind.Rewards, NotificationChannel.Sms, false)]), Ct);
        var gone = new PushBrowser(new Uri(shop.Push.Address, $"push/{user}/gone").ToString());
        (await client.PostAsJsonAsync("/api/v1/me/push-subscriptions/browser", gone.Subscription, Ct)).EnsureSuccessStatusCode();

        // Mail is switched off between the planning and the push, and on again, so that only the push was planned.
        await shop.Get<INotificationPreferences>().ChangeAsync(user, new PreferencesChange([new(NotificationKind.Rewards, NotificationChannel.Mail, false)]), Ct);
        await shop.Desk.NotifyAsync([new Notification(Guid.NewGuid(), "badge", user, new Dictionary<string, string> { ["badge"] = "First review" })], Ct);
        await shop.UntilAsync(async () => (await shop.OfAsync(user, "badge")).Any(m => m is { Channel: NotificationChannel.WebPush, State: MessageState.Failed, Error: "device-gone" }), "gone");
        (await shop.Get<IPushSubscriptions>().ListAsync(user, Ct)).ShouldBeEmpty();
        (await shop.OfAsync(user, "badge")).ShouldNotContain(m => m.Channel == NotificationChannel.Mail);

        await shop.Get<INotificationPreferences>().ChangeAsync(user, new PreferencesChange([new(NotificationKind.Rewards, NotificationChannel.Mail, true)]), Ct);
        var failed = (await shop.OfAsync(user, "badge")).Single(m => m.Channel == NotificationChannel.WebPush);
        await shop.Office.RetryAsync(failed.Id, "test", Ct);
        await shop.UntilAsync(async () => (await shop.OfAsync(user, "badge")).Any(m => m is { Channel: NotificationChannel.Mail, State: MessageState.Sent } && m.FallbackOf == failed.Id), "fell back to mail");
    }

    [Fact]
    public async Task Sms_WhenWanted_IsSent_AndItsReportIsBelievedOnlyIfSigned()
    {
        var (user, _) = await shop.JoinAsync("010-1234-5678");
        await shop.Get<INotificationPreferences>().ChangeAsync(user, new PreferencesChange([new(NotificationKind.Watched, NotificationChannel.Sms, true)]), Ct);
        await shop.TellAsync(user);
        MessageView? sent = null;
        await shop.UntilAsync(async () => (sent = (await shop.OfAsync(user)).SingleOrDefault(m => m.Channel == NotificationChannel.Sms && m.State == MessageState.Sent)) is not null, "sent");

        var form = new Dictionary<string, string> { ["MessageSid"] = "SM1", ["MessageStatus"] = "delivered" };
        var address = $"/api/v1/notifications/reports/twilio/{sent!.Id}";
        (await ReportAsync(address, form, "forged")).ShouldBe(HttpStatusCode.BadRequest);
        (await ReportAsync(address, form, TwilioReports.Sign("token", "https://shop.example/elsewhere", form))).ShouldBe(HttpStatusCode.BadRequest);
        (await shop.Office.FindAsync(sent.Id, Ct))!.State.ShouldBe(MessageState.Sent);
        (await ReportAsync(address, form, TwilioReports.Sign("token", "https://shop.example" + address, form))).ShouldBe(HttpStatusCode.NoContent);
        (await shop.Office.FindAsync(sent.Id, Ct))!.State.ShouldBe(MessageState.Delivered);
    }

    [Fact]
    public async Task Mail_WhenOneClickUnsubscribes_ComesNoMore_ButOrdersAndAccountsDo()
    {
        var (user, _) = await shop.JoinAsync();
        await shop.TellAsync(user);
        await shop.UntilAsync(async () => (await shop.OfAsync(user)).Any(m => m is { Channel: NotificationChannel.Mail, State: MessageState.Sent }), "sent");
        var links = shop.Get<UnsubscribeLinks>();
        var token = links.Token(user, [NotificationKind.Watched]);
        var path = UnsubscribeLinks.Path + "?token=" + token;
        shop.Smtp.Mails.ShouldContain(m => m.Header("List-Unsubscribe") == $"<https://shop.example{path}>" && m.Header("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click");

        // A scanner that follows the link changes nothing.
        (await shop.Client.GetStringAsync(path, Ct)).ShouldContain("Stop mail like this?");
        (await Preference(user, NotificationKind.Watched)).ShouldBeTrue();

        using var oneClick = new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" });
        (await shop.Client.PostAsync(path, oneClick, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Preference(user, NotificationKind.Watched)).ShouldBeFalse();
        (await Preference(user, NotificationKind.Orders)).ShouldBeTrue();
        await shop.TellAsync(user);
        await shop.UntilAsync(async () => (await shop.OfAsync(user)).Count(m => m.Channel == NotificationChannel.InApp) == 2, "told in the shop");
        (await shop.OfAsync(user)).Count(m => m.Channel == NotificationChannel.Mail).ShouldBe(1);

        foreach (var forged in (string[])["", "x", token[..^1] + (token[^1] == 'A' ? 'B' : 'A'), links.Token(UserId.New(), [NotificationKind.Watched])[..20] + token[20..]])
        {
            (await shop.Client.PostAsync(UnsubscribeLinks.Path + "?token=" + forged, null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        // A link that names what cannot be switched off switches nothing off.
        await shop.Client.PostAsync(UnsubscribeLinks.Path + "?token=" + links.Token(user, [NotificationKind.Orders]), null, Ct);
        (await Preference(user, NotificationKind.Orders)).ShouldBeTrue();
    }

    [Fact]
    public async Task Digest_WhenDue_HoldsEachMessageOnce_HoweverManyMakeIt()
    {
        var (user, _) = await shop.JoinAsync();
        await shop.Get<INotificationPreferences>().ChangeAsync(user, new PreferencesChange(Digest: DigestRhythm.Daily), Ct);
        await shop.TellAsync(user);
        await shop.TellAsync(user);
        (await shop.OfAsync(user)).Count(m => m is { Channel: NotificationChannel.Mail, State: MessageState.Collected }).ShouldBe(2);

        var database = shop.Get<Database<NotificationsModule>>();
        await database.ExecuteAsync("update person_settings set next_digest_at = now() - interval '1 minute' where user_id = @user", new { user }, Ct);
        var makers = Enumerable.Range(0, 4).Select(_ => ActivatorOf<DigestMaker>()).ToArray();
        await Task.WhenAll(makers.Select(m => m.MakeNextAsync(Ct)));
        var digests = await shop.OfAsync(user, "digest");
        var digest = digests.ShouldHaveSingleItem();
        (await shop.OfAsync(user)).Where(m => m.Channel == NotificationChannel.Mail).ShouldAllBe(m => m.State == MessageState.Digested && m.Digest == digest.Id);
        await shop.UntilAsync(async () => (await shop.Office.FindAsync(digest.Id, Ct))!.State == MessageState.Sent, "sent");
        var mail = shop.Smtp.Mails.Single(m => m.Header("Message-ID")!.Contains(digest.Id.ToString(), StringComparison.Ordinal));
        mail.Header("Subject").ShouldBe("2 things worth knowing");
        mail.Part("text/plain").Split("- Linen shirt is back:").Length.ShouldBe(3);
    }

    [Fact]
    public async Task Hour_WhenFull_HoldsTheRestBack_UnderAnyConcurrency()
    {
        var (user, _) = await shop.JoinAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => shop.TellAsync(user)));
        await shop.UntilAsync(async () => (await shop.OfAsync(user)).Count(m => m is { Channel: NotificationChannel.Mail, State: MessageState.Sent }) == 3, "three sent");
        await shop.UntilAsync(
            async () => (await shop.OfAsync(user)).Count(m => m is { Channel: NotificationChannel.Mail, State: MessageState.Queued, Attempts: 0 } && m.NextAttemptAt > TimeProvider.System.GetUtcNow()) == 5, "five held");
    }

    [Fact]
    public async Task QuietHours_WhenSet_HoldPushesBackAndLetMailThrough()
    {
        var (user, client) = await shop.JoinAsync();
        var now = TimeProvider.System.GetUtcNow();
        var quiet = new QuietHoursView(TimeOnly.FromDateTime(now.UtcDateTime).AddHours(-2), TimeOnly.FromDateTime(now.UtcDateTime).AddHours(2));
        (await client.PatchAsJsonAsync("/api/v1/me/notification-preferences", new { timeZone = "UTC", quietHours = quiet }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.PostAsJsonAsync("/api/v1/me/push-subscriptions/browser", shop.Push.Browser("q" + user).Subscription, Ct)).EnsureSuccessStatusCode();
        await shop.TellAsync(user);
        await shop.UntilAsync(async () => (await shop.OfAsync(user)).Any(m => m is { Channel: NotificationChannel.Mail, State: MessageState.Sent }), "mailed");
        var held = (await shop.OfAsync(user)).Single(m => m.Channel == NotificationChannel.WebPush);
        held.State.ShouldBe(MessageState.Queued);
        held.NextAttemptAt!.Value.ShouldBeGreaterThan(now.AddHours(1));
    }

    [Fact]
    public async Task Preferences_WhenSomethingLockedIsSwitchedOff_AreRefused()
    {
        var (_, client) = await shop.JoinAsync();
        foreach (var change in (object[])
        [
            new { items = new[] { new { kind = "orders", channel = "mail", on = false } } }, new { timeZone = "Nowhere/City" }, new { timeZone = "../etc/passwd" },
            new { quietHours = new { from = "22:00:00", to = "22:00:00" } },
        ])
        {
            (await client.PatchAsJsonAsync("/api/v1/me/notification-preferences", change, Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task AnotherPersons_MessagesAndDevices_AreNotThere()
    {
        var (user, client) = await shop.JoinAsync();
        var (_, stranger) = await shop.JoinAsync();
        var subscription = await (await client.PostAsJsonAsync("/api/v1/me/push-subscriptions/browser", shop.Push.Browser("s" + user).Subscription, Ct)).Content.ReadFromJsonAsync<JsonElement>(Ct);
        await shop.TellAsync(user);
        await shop.UntilAsync(async () => (await client.GetFromJsonAsync<JsonElement>("/api/v1/me/messages", Ct)).GetProperty("total").GetInt32() == 1, "in the inbox");
        var message = (await client.GetFromJsonAsync<JsonElement>("/api/v1/me/messages", Ct)).GetProperty("items")[0].GetProperty("id").GetString();
        var device = subscription.GetProperty("id").GetString();

        (await stranger.PostAsync($"/api/v1/me/messages/{message}/read", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.PostAsync($"/api/v1/me/messages/{Guid.NewGuid()}/read", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.DeleteAsync($"/api/v1/me/push-subscriptions/{device}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.DeleteAsync($"/api/v1/me/push-subscriptions/{Guid.NewGuid()}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetFromJsonAsync<JsonElement>("/api/v1/me/messages", Ct)).GetProperty("total").GetInt32().ShouldBe(0);
        (await stranger.GetFromJsonAsync<JsonElement>("/api/v1/me/push-subscriptions", Ct)).GetArrayLength().ShouldBe(0);
        foreach (var path in (string[])["/api/v1/admin/messages", "/api/v1/admin/mailbox", "/api/v1/admin/messages/templates"])
        {
            (await stranger.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        (await client.PostAsync($"/api/v1/me/messages/{message}/read", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/me/messages/unread", Ct)).GetProperty("count").GetInt32().ShouldBe(0);
        (await client.DeleteAsync($"/api/v1/me/push-subscriptions/{device}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Templates_WhenSaved_AreInForce_WithTheirVersions()
    {
        var templates = shop.Get<ITemplateAdministration>();
        var before = (await templates.FindAsync("level-up", "en", null, Ct))!;
        (await templates.SaveAsync("level-up", "en", before.Content with { Text = "{{nobody}}" }, "user:1", Ct)).Failure.ShouldBeOfType<ValidationFailure>().Errors["text"].ShouldBe(["line 1: there is no value nobody here"]);
        (await templates.SaveAsync("level-up", "en", before.Content with { Subject = "a\nb" }, "user:1", Ct)).Failure.ShouldBeOfType<ValidationFailure>();
        var saved = await templates.SaveAsync("level-up", "en", before.Content with { Subject = "{{tier}} now", Html = "<b>{{tier}}</b>" }, "user:1", Ct);
        saved.Value!.Version.ShouldBe(1);
        (await templates.PreviewAsync("level-up", "en", null, Ct)).Value!.Mail.Subject.ShouldBe("Gold now");
        (await templates.PreviewAsync("level-up", "en", null, Ct)).Value!.Mail.Html.ShouldContain("<b>Gold</b>");
        (await templates.FindAsync("level-up", "en", 0, Ct))!.Content.ShouldBe(before.Content);
        (await templates.FindAsync("level-up", "en", 2, Ct)).ShouldBeNull();
        (await templates.FindAsync("level-up", "fr", null, Ct)).ShouldBeNull();

        var versions = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => templates.SaveAsync("level-up", "en", before.Content, "user:1", Ct)));
        versions.Select(v => v.Value!.Version).Order().ShouldBe([2, 3, 4, 5, 6]);
    }

    [Fact]
    public async Task TestSend_OfATemplate_ComesToThePersonAloneWithExampleData()
    {
        var (user, _) = await shop.JoinAsync();
        (await shop.Get<ITemplateAdministration>().SendTestAsync("order-paid", "ko", NotificationChannel.Mail, user, "user:1", Ct)).Succeeded.ShouldBeTrue();
        await shop.UntilAsync(async () => (await shop.OfAsync(user, "order-paid")).Any(m => m.State == MessageState.Sent), "sent");
        shop.Smtp.Mails.ShouldContain(m => m.Header("Subject") == "주문 20260101-000001 결제가 완료되었습니다" && m.Part("text/plain").Contains("리넨 셔츠", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Failure_WhenFinal_IsGivenUpAtOnce_AndReportsOutOfOrderChangeNothingBack()
    {
        var (user, _) = await shop.JoinAsync();
        await shop.TellAsync(user);
        await shop.UntilAsync(async () => (await shop.OfAsync(user)).Any(m => m is { Channel: NotificationChannel.Mail, State: MessageState.Sent }), "sent");
        var mail = (await shop.OfAsync(user)).Single(m => m.Channel == NotificationChannel.Mail);
        var desk = shop.Get<ReportDesk>();
        await desk.ApplyAsync(mail.Id, new Report(MessageState.Opened), Ct);
        await desk.ApplyAsync(mail.Id, new Report(MessageState.Delivered), Ct);
        await desk.ApplyAsync(mail.Id, new Report(MessageState.Failed, "bounced"), Ct);
        (await shop.Office.FindAsync(mail.Id, Ct))!.State.ShouldBe(MessageState.Opened);
        await desk.ApplyAsync(MessageId.New(), new Report(MessageState.Delivered), Ct);
    }

    [Fact]
    public async Task LinkSecrets_InTheLog_CannotBeRead()
    {
        var (user, _) = await shop.JoinAsync();
        await using var connection = new NpgsqlConnection(shop.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand("select data::text from identity.outbox where type = 'identity.link-requested' and key = $1", connection);
        command.Parameters.AddWithValue(user.ToString());
        var data = (string)(await command.ExecuteScalarAsync(Ct))!;
        JsonDocument.Parse(data).RootElement.GetProperty("token").GetString().ShouldBe("");
        await shop.UntilAsync(async () => (await shop.OfAsync(user, "verify-email")).Any(m => m.State == MessageState.Sent), "sent");
        var mail = (await shop.OfAsync(user, "verify-email")).Single();
        var text = shop.Smtp.Mails.Single(m => m.Header("Message-ID")!.Contains(mail.Id.ToString(), StringComparison.Ordinal)).Part("text/plain");
        data.ShouldNotContain(text.Split("token=")[1].Trim());
    }

    private async Task<bool> Preference(UserId user, NotificationKind kind) =>
        (await shop.Get<INotificationPreferences>().GetAsync(user, Ct)).Items.Single(i => i.Kind == kind && i.Channel == NotificationChannel.Mail).On;

    private async Task<HttpStatusCode> ReportAsync(string address, Dictionary<string, string> form, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add(TwilioReports.SignatureHeader, signature);
        return (await shop.Client.SendAsync(request, Ct)).StatusCode;
    }

    private T ActivatorOf<T>() => Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<T>(shop.Shop.App.Services);
}
