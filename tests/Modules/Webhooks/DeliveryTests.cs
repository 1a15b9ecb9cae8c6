using System.Globalization;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Ordering;
using Maru.Contracts.Webhooks;
using Maru.Modules.Webhooks.Delivery;
using Microsoft.AspNetCore.Http;

namespace Maru.Modules.Webhooks.Tests;

public sealed class DeliveryTests(WebhookShop shop) : IClassFixture<WebhookShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Event_WhenSubscribed_ArrivesSignedOnceAndOnlyWhereWanted()
    {
        await using var orders = await Receiver.StartAsync();
        await using var goods = await Receiver.StartAsync();
        var endpoint = await shop.SubscribeAsync(orders, "order.*");
        var other = await shop.SubscribeAsync(goods, "product.changed");

        var order = await shop.PackAsync();
        await shop.TellAsync("catalog", "catalog.product-changed", new ProductChanged(ProductId.New(), true));
        await shop.UntilAsync(endpoint, d => d.Any(x => x.State == WebhookDeliveryState.Delivered));
        await shop.UntilAsync(other, d => d.Any(x => x.State == WebhookDeliveryState.Delivered));

        var message = orders.Received.Single();
        message.IsSignedWith(endpoint.Secret).ShouldBeTrue();
        message.IsSignedWith(other.Secret).ShouldBeFalse();
        Math.Abs(long.Parse(message.Timestamp, CultureInfo.InvariantCulture) - shop.Clock.GetUtcNow().ToUnixTimeSeconds()).ShouldBeLessThan(120);
        using var body = JsonDocument.Parse(message.Body);
        body.RootElement.GetProperty("type").GetString().ShouldBe("order.packed");
        body.RootElement.GetProperty("version").GetInt32().ShouldBe(1);
        body.RootElement.GetProperty("data").GetProperty("orderId").GetGuid().ShouldBe(order.Value);
        goods.Received.Single().Body.ShouldContain("product.changed");
    }

    [Fact]
    public async Task Rotate_WhileTheOldSecretCounts_SignsWithBoth()
    {
        await using var receiver = await Receiver.StartAsync();
        var endpoint = await shop.SubscribeAsync(receiver, "order.packed");
        var secret = (await shop.Webhooks.RotateSecretAsync(endpoint.Endpoint.Id, 24, "test", Ct)).Value!;

        await shop.PackAsync();
        var both = (await receiver.UntilAsync(1))[0];
        both.IsSignedWith(endpoint.Secret).ShouldBeTrue();
        both.IsSignedWith(secret).ShouldBeTrue();

        shop.Clock.Advance(TimeSpan.FromHours(25));
        await shop.PackAsync();
        var one = (await receiver.UntilAsync(2))[1];
        one.IsSignedWith(endpoint.Secret).ShouldBeFalse();
        one.IsSignedWith(secret).ShouldBeTrue();
    }

    [Fact]
    public async Task Failure_WhenTheReceiverComesBack_IsRetriedUnderTheSameId()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerStatus(500);
        var endpoint = await shop.SubscribeAsync(receiver, "order.packed");
        await shop.PackAsync();
        var failed = (await shop.UntilAsync(endpoint, d => d.Any(x => x.LastStatus == 500))).Single();
        failed.State.ShouldBe(WebhookDeliveryState.Waiting);

        receiver.AnswerStatus(204);
        shop.Clock.Advance(TimeSpan.FromMinutes(10));
        await shop.UntilAsync(endpoint, d => d.Single().State == WebhookDeliveryState.Delivered);

        receiver.Received.Select(r => r.Id).Distinct().ShouldBe([failed.MessageId]);
        var detail = (await shop.Webhooks.FindDeliveryAsync(failed.Id, Ct))!;
        detail.Attempts[^1].Status.ShouldBe(204);
        detail.Attempts.SkipLast(1).ShouldAllBe(a => a.Status == 500);
        detail.Attempts[0].Answer.ShouldBe("answered 500");
        detail.Attempts[0].RequestHeaders.ShouldContain("webhook-id: " + failed.MessageId);
        detail.Body.ShouldBe(receiver.Received.First().Body);
    }

    [Fact]
    public async Task Hanging_WhenOneReceiverNeverAnswers_HoldsNobodyElseUp()
    {
        await using var hanging = await Receiver.StartAsync();
        await using var quick = await Receiver.StartAsync();
        hanging.Answer(context => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted));
        var slow = await shop.SubscribeAsync(hanging, "order.packed");
        var fast = await shop.SubscribeAsync(quick, "order.packed");
        for (var i = 0; i < 10; i++)
        {
            await shop.PackAsync();
        }

        await quick.UntilAsync(10);
        await shop.UntilAsync(fast, d => d.Count(x => x.State == WebhookDeliveryState.Delivered) == 10);
        await shop.UntilAsync(slow, d => d.Any(x => x.LastError == "timeout"));
    }

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer(context => Results.Redirect("/elsewhere").ExecuteAsync(context));
        var endpoint = await shop.SubscribeAsync(receiver, "order.packed");
        await shop.PackAsync();
        await shop.UntilAsync(endpoint, d => d.Any(x => x.LastError == "redirect"));
        receiver.Received.ShouldAllBe(r => r.Path == "/hook");
    }

    [Fact]
    public async Task Gone_WhenTheReceiverSaysSo_DisablesTheEndpointAndTellsIt()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerStatus(410);
        var endpoint = await shop.SubscribeAsync(receiver, "order.packed");
        await shop.PackAsync();
        await shop.UntilAsync(endpoint, d => d.Any(x => x.LastStatus == 410));
        await shop.UntilDisabledAsync(endpoint, "gone");
        (await shop.ScalarAsync<long>("select count(*) from webhooks.outbox where type = 'webhooks.endpoint-disabled' and key = @key", new { key = endpoint.Endpoint.Id.ToString() })).ShouldBe(1);
    }

    [Fact]
    public async Task Failing_ForDays_DisablesTheEndpointAndEnablingItSendsWhatWaited()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerStatus(503);
        var endpoint = await shop.SubscribeAsync(receiver, "order.packed");
        await shop.PackAsync();
        await shop.UntilAsync(endpoint, d => d.Any(x => x.LastStatus == 503));
        shop.Clock.Advance(TimeSpan.FromDays(6));
        await shop.UntilDisabledAsync(endpoint, "failing");

        receiver.AnswerStatus(200);
        (await shop.Webhooks.UpdateAsync(endpoint.Endpoint.Id, new WebhookEndpointDraft(receiver.Url, null, ["order.packed"]), "test", Ct)).Value!.FailingSince.ShouldBeNull();
        await shop.UntilAsync(endpoint, d => d.All(x => x.State == WebhookDeliveryState.Delivered));
    }

    [Fact]
    public async Task Process_WhenItDiesWithAMessageInHand_AnotherSendsItAgain()
    {
        await using var receiver = await Receiver.StartAsync();
        var endpoint = await shop.SubscribeAsync(receiver, "order.packed");
        await using (var held = new Npgsql.NpgsqlConnection(shop.ConnectionString))
        {
            // As a process leaves it that died between taking a message and writing down what became of it.
            await held.OpenAsync(Ct);
            await Dapper.SqlMapper.ExecuteAsync(held, "update webhooks.endpoints set enabled = false where id = @Id", new { Id = endpoint.Endpoint.Id.Value });
            await shop.PackAsync();
            await shop.UntilAsync(endpoint, d => d.Count == 1);
            await Dapper.SqlMapper.ExecuteAsync(
                held, "update webhooks.deliveries set leased_until = @until, attempts = 1, tries = 1 where endpoint_id = @Id; update webhooks.endpoints set enabled = true where id = @Id",
                new { until = shop.Clock.GetUtcNow().AddHours(1), Id = endpoint.Endpoint.Id.Value });
        }

        receiver.Received.ShouldBeEmpty();
        shop.Clock.Advance(TimeSpan.FromHours(2));
        await shop.UntilAsync(endpoint, d => d.Single() is { State: WebhookDeliveryState.Delivered, Attempts: 2 });
        receiver.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Order_OfOneKey_IsKeptWhileTheFirstFails()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerStatus(500);
        var endpoint = await shop.SubscribeAsync(receiver, "order.*");
        var order = await shop.PackAsync();
        await shop.UntilAsync(endpoint, d => d.Any(x => x.LastStatus == 500));
        await shop.TellAsync("ordering", "ordering.order-delivered", new OrderDelivered(order, "M-1", null, [], shop.Clock.GetUtcNow()));
        await shop.UntilAsync(endpoint, d => d.Count == 2);
        var another = await shop.PackAsync();
        await receiver.UntilAsync(2);

        receiver.Received.ShouldAllBe(r => r.Body.Contains("order.packed"));
        receiver.AnswerStatus(200);
        shop.Clock.Advance(TimeSpan.FromMinutes(10));
        await shop.UntilAsync(endpoint, d => d.Count == 3 && d.All(x => x.State == WebhookDeliveryState.Delivered));
        receiver.Received.Where(r => r.Body.Contains(order.ToString())).Last().Body.ShouldContain("order.delivered");
        receiver.Received.ShouldContain(r => r.Body.Contains(another.ToString()));
    }

    [Fact]
    public async Task Replay_OfOneOrOfAllSince_SendsTheSameMessagesAgain()
    {
        await using var receiver = await Receiver.StartAsync();
        var endpoint = await shop.SubscribeAsync(receiver, "order.packed");
        var since = shop.Clock.GetUtcNow();
        await shop.PackAsync();
        await shop.PackAsync();
        var delivered = await shop.UntilAsync(endpoint, d => d.Count(x => x.State == WebhookDeliveryState.Delivered) == 2);

        (await shop.Webhooks.ReplayAsync(delivered[0].Id, "test", Ct)).Succeeded.ShouldBeTrue();
        await receiver.UntilAsync(3);
        await shop.UntilAsync(endpoint, d => d.All(x => x.State == WebhookDeliveryState.Delivered));
        (await shop.Webhooks.ReplaySinceAsync(endpoint.Endpoint.Id, since, onlyFailed: true, "test", Ct)).Value.ShouldBe(0);
        (await shop.Webhooks.ReplaySinceAsync(endpoint.Endpoint.Id, since, onlyFailed: false, "test", Ct)).Value.ShouldBe(2);
        var all = await receiver.UntilAsync(5);
        all.Select(r => r.Id).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Ping_TellsWhatCameBackAtOnce()
    {
        await using var receiver = await Receiver.StartAsync();
        var endpoint = await shop.SubscribeAsync(receiver, "stock.low");
        (await shop.Webhooks.PingAsync(endpoint.Endpoint.Id, "test", Ct)).Value!.State.ShouldBe(WebhookDeliveryState.Delivered);
        receiver.Received.Single().IsSignedWith(endpoint.Secret).ShouldBeTrue();
        receiver.AnswerStatus(404);
        (await shop.Webhooks.PingAsync(endpoint.Endpoint.Id, "test", Ct)).Value!.ShouldSatisfyAllConditions(p => p.State.ShouldBe(WebhookDeliveryState.Failed), p => p.LastStatus.ShouldBe(404));
    }

    [Fact]
    public void Schedule_FollowsTheSpecificationAndEnds()
    {
        RetrySchedule.WaitAfter(1, null, 0).ShouldBe(TimeSpan.FromSeconds(5));
        RetrySchedule.WaitAfter(2, null, 1).ShouldBe(TimeSpan.FromMinutes(6));
        RetrySchedule.WaitAfter(1, TimeSpan.FromHours(1), 0).ShouldBe(TimeSpan.FromHours(1));
        RetrySchedule.WaitAfter(1, TimeSpan.FromDays(30), 0).ShouldBe(TimeSpan.FromHours(24));
        RetrySchedule.WaitAfter(RetrySchedule.MostAttempts, null, 0).ShouldBeNull();
    }
}
