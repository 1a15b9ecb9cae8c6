using System.Net;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Notifications;
using Maru.Contracts.Ordering;
using Maru.Modules.Notifications.Messages;
using Maru.Platform.Data;
using Maru.Platform.Jobs;
using Maru.Rehearsal;
using Maru.Testing.Shop;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Modules.Notifications.Tests;

/// <summary>The whole shop: what is bought by HTTP comes to the mail box.</summary>
public sealed class OrderMailTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly CancellationToken Ct = CancellationToken.None;

    private INotificationsAdministration Office => shop.Get<INotificationsAdministration>();

    [Fact]
    public async Task PaidAndCancelledOrder_WhenTold_LeavesOneMailEach()
    {
        await Shelf.PutOnSaleAsync(shop.Shop.App.Services, "MAIL-1", 5, 10_000, Ct);
        var buyer = new Buyer(shop.Client);
        var purchase = await buyer.PayAsync(await buyer.FillAsync("MAIL-1", 2, Ct), "tok_visa", "mail-1", Ct);
        purchase.IsPaid.ShouldBeTrue(purchase.ToString());
        var order = OrderId.From(Guid.Parse(purchase.OrderId!));
        await shop.Get<IOrdering>().CancelAsync(order, OrderAccess.OfStaff, "mind", Ct);

        (await ScratchShop.UntilAsync(async () => await SentAsync(order) is var sent && sent.Contains("order-paid") && sent.Contains("order-cancelled"), Patience, Ct)).ShouldBeTrue();
        (await Office.GetOfOrdersAsync([order], Ct)).Count(m => m.Topic == "order-paid").ShouldBe(1);

        var view = await shop.Get<IOrdering>().FindAsync(order, OrderAccess.OfStaff, Ct);
        var box = await shop.Get<IMailBox>().ListAsync(view!.Email.ToUpperInvariant(), PageRequest.First, Ct);
        var mail = await shop.Get<IMailBox>().ReadAsync(box.Items.Single(m => m.Topic == "order-paid" && m.Order == order).Id, Ct);
        mail!.To.ShouldBe(view.Email);
        mail.Subject.ShouldContain(view.Number);
        mail.Text.ShouldContain("MAIL-1");

        // A guest is erased by nobody: what was said is forgotten in time, and at once on request.
        await shop.Get<Database<NotificationsModule>>().ExecuteAsync("update mailbox set at = at - interval '200 days' where message_id = @Id", new { mail.Id }, Ct);
        await ActivatorUtilities.CreateInstance<Retention>(shop.Shop.App.Services).RunAsync(new JobContext(Guid.Empty, null, _ => { }), Ct);
        (await shop.Get<IMailBox>().ReadAsync(mail.Id, Ct)).ShouldBeNull();
        (await shop.Get<IMailBox>().EraseAsync(view.Email, "user:1", Ct)).ShouldBeGreaterThan(0);
        (await shop.Get<IMailBox>().ListAsync(view.Email, PageRequest.First, Ct)).Total.ShouldBe(0);
        (await Office.GetOfOrdersAsync([order], Ct)).Count.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task Erasure_OfAPerson_TakesTheMailOfGuestOrdersToTheSameAddressToo()
    {
        var user = (await shop.Get<IAccounts>().RegisterAsync(new Registration("lee@example.com", "correct horse battery", "Lee", "en", null), Ct)).Value!.User;
        (await ScratchShop.UntilAsync(async () => (await shop.Get<IMailBox>().ListAsync("lee@example.com", PageRequest.First, Ct)).Total == 2, Patience, Ct)).ShouldBeTrue();
        var guest = MessageId.New();
        await shop.Get<Database<NotificationsModule>>().ExecuteAsync(
            """
            insert into messages (id, cause, topic, kind, channel, state, order_id, facts, created_at) values (@guest, @guest, 'order-paid', 'Orders', 'Mail', 'Sent', @guest, '{}', now());
            insert into mailbox (message_id, address_digest, content, at) select @guest, address_digest, content, at from mailbox b join messages m on m.id = b.message_id where m.user_id = @user limit 1
            """,
            new { guest, user }, Ct);

        await shop.Get<IAccounts>().EraseAsync(user, "correct horse battery", Ct);
        (await ScratchShop.UntilAsync(
            async () => await shop.Get<Database<NotificationsModule>>().QuerySingleOrDefaultAsync<long>(
                "select count(*) from mailbox b join messages m on m.id = b.message_id where m.id = @guest or m.user_id = @user", new { guest, user }, Ct) == 0,
            Patience, Ct)).ShouldBeTrue();
        (await Office.FindAsync(guest, Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Registration_WhenDone_IsFollowedByWelcomeAndALinkThatWorks()
    {
        var signedIn = await shop.Get<IAccounts>().RegisterAsync(new Registration("kim@example.com", "correct horse battery", "Kim <b>", "ko", null), Ct);
        var user = signedIn.Value!.User;
        (await ScratchShop.UntilAsync(
            async () => (await Office.ListAsync(new MessageQuery(MessageState.Sent, null, null, user, PageRequest.First), Ct)).Total == 2, Patience, Ct)).ShouldBeTrue();

        var box = await shop.Get<IMailBox>().ListAsync("kim@example.com", PageRequest.First, Ct);
        var mail = await shop.Get<IMailBox>().ReadAsync(box.Items.Single(m => m.Topic == "verify-email").Id, Ct);
        mail!.Html.ShouldNotContain("<b>");
        var token = Uri.UnescapeDataString(mail.Text.Split("token=")[1].Trim());
        (await shop.Get<IAccounts>().VerifyEmailAsync(token, Ct)).Succeeded.ShouldBeTrue();

        await shop.Get<IAccounts>().EraseAsync(user, "correct horse battery", Ct);
        (await ScratchShop.UntilAsync(async () => (await shop.Get<IMailBox>().ListAsync("kim@example.com", PageRequest.First, Ct)).Total == 0, Patience, Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task Retry_WhenNotFailed_IsRefused() =>
        (await Office.RetryAsync(MessageId.New(), "user:1", Ct)).Failure.ShouldBeOfType<NotFound>();

    [Theory]
    [InlineData("GET", "/api/v1/admin/messages", null)]
    [InlineData("GET", "/api/v1/admin/mailbox", null)]
    [InlineData("GET", "/api/v1/admin/messages/templates/order-paid/ko", null)]
    [InlineData("POST", "/api/v1/admin/messages/templates/order-paid/ko/preview", "{}")]
    [InlineData("PUT", "/api/v1/admin/messages/templates/order-paid/ko", """{"subject":"a","text":"b","brief":"c"}""")]
    [InlineData("POST", "/api/v1/admin/messages/templates/order-paid/ko/test", """{"channel":"mail"}""")]
    [InlineData("POST", "/api/v1/admin/mailbox/erase", """{"address":"a@example.com"}""")]
    [InlineData("POST", "/api/v1/admin/messages/01890000-0000-7000-8000-000000000001/retry", null)]
    [InlineData("GET", "/api/v1/me/messages", null)]
    [InlineData("GET", "/api/v1/me/push-subscriptions", null)]
    [InlineData("PATCH", "/api/v1/me/notification-preferences", "{}")]
    public async Task Admin_WhenNotSignedIn_IsClosed(string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        (await shop.Client.SendAsync(request, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<IReadOnlyList<string>> SentAsync(OrderId order) =>
        [.. (await Office.GetOfOrdersAsync([order], Ct)).Where(m => m.State == MessageState.Sent).Select(m => m.Topic)];
}
