using Maru.Contracts.Identity;
using Maru.Contracts.Notifications;

namespace Maru.Modules.Notifications.Tests;

public sealed class MailViewTests
{
    private static readonly MailView Reset = new(
        MessageId.New(), "reset-password", "kim@example.com", "New password", "Open http://shop/account/reset-password?token=-Gl0_i2tb until 10:00",
        "<a href=\"http://shop/account/reset-password?token=-Gl0_i2tb\">Go</a>", null, DateTimeOffset.UnixEpoch);

    [Fact]
    public void SeenBy_WhoeverReadsMessagesOnly_HidesTheLinkForANewPassword()
    {
        var seen = Reset.SeenBy(p => p == Permissions.MessagesRead);
        seen.Text.ShouldBe("Open http://shop/account/reset-password?token=… until 10:00");
        seen.Html.ShouldBe("<a href=\"http://shop/account/reset-password?token=…\">Go</a>");
    }

    [Fact]
    public void SeenBy_WhoMayDoEverything_ShowsAll() => Reset.SeenBy(_ => true).ShouldBe(Reset);

    [Fact]
    public void SeenBy_WhenTheMailIsAboutAnOrder_ShowsAll() =>
        (Reset with { Topic = "order-paid" }).SeenBy(p => p == Permissions.MessagesRead).Text.ShouldBe(Reset.Text);
}
