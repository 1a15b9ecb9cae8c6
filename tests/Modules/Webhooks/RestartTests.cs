using Maru.Contracts.Webhooks;

namespace Maru.Modules.Webhooks.Tests;

public sealed class RestartTests(WebhookShop shop) : IClassFixture<WebhookShop>
{
    [Fact]
    public async Task Shop_WhenStoppedWhileAReceiverHangs_DeliversAfterTheRestart()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer(context => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted));
        var endpoint = await shop.SubscribeAsync(receiver, "order.packed");
        await shop.PackAsync();
        await receiver.UntilAsync(1);

        receiver.AnswerStatus(200);
        await shop.RestartAsync();
        await shop.UntilAsync(endpoint, d => d.Single().State == WebhookDeliveryState.Delivered);

        receiver.Received.Select(r => r.Id).Distinct().Count().ShouldBe(1);
    }
}
