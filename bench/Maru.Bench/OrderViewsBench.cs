using System.Diagnostics;
using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Modules.Ordering;
using Maru.Platform.Data;
using Maru.Rehearsal;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Bench;

/// <summary>The read side of orders: making it anew from the events, and the list of a customer with many orders.</summary>
internal static class OrderViewsBench
{
    private const int Reads = 200;

    public static int Run(BenchOptions options) => RunAsync(options.Get("orders", 50_000), options.Get("of-customer", 10_000)).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(int orders, int ofCustomer)
    {
        var (shop, problem) = await ScratchShop.OpenAsync(CancellationToken.None);
        if (shop is null)
        {
            Console.Error.WriteLine(problem);
            return 3;
        }

        await using (shop)
        {
            await shop.StockAsync("VIEWS", 10, 10_000, CancellationToken.None);
            using var http = new HttpClient { BaseAddress = new Uri(shop.Address) };
            var buyer = new Buyer(http);
            var template = await buyer.PayAsync(await buyer.FillAsync("VIEWS", 1, CancellationToken.None), "tok_visa", "views", CancellationToken.None);
            var customer = UserId.New();
            await CopyAsync(shop, template.OrderId!, customer, ofCustomer);
            await CopyAsync(shop, template.OrderId!, UserId.New(), orders - ofCustomer);
            var report = await shop.Services.GetRequiredService<IOrderAdministration>().RebuildAsync(CancellationToken.None);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"rebuild: {report.Events} events of {report.Orders} orders in {report.Seconds:0.00} s: {report.EventsPerSecond:0} events/s"));

            var ordering = shop.Services.GetRequiredService<IOrdering>();
            await shop.Services.GetRequiredService<Database<OrderingModule>>().ExecuteAsync("analyze order_views", null, CancellationToken.None);
            var times = new TimeSpan[Reads];
            for (var i = 0; i < Reads; i++)
            {
                var begin = Stopwatch.GetTimestamp();
                var page = await ordering.ListAsync(new OrderQuery(customer, null, null, null, null, null, new PageRequest((i % 20) + 1, 20)), CancellationToken.None);
                times[i] = Stopwatch.GetElapsedTime(begin);
                if (page.Total != ofCustomer || page.Items.Count != 20)
                {
                    throw new InvalidOperationException($"The list shows {page.Items.Count} of {page.Total} orders.");
                }
            }

            Array.Sort(times);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"list of a customer with {ofCustomer} orders: median {FlashSale.Percentile(times, 0.5).TotalMilliseconds:0.00} ms, p99 {FlashSale.Percentile(times, 0.99).TotalMilliseconds:0.00} ms"));
            return 0;
        }
    }

    /// <summary>Streams like one that really happened, with numbers and a customer of their own.</summary>
    private static Task CopyAsync(ScratchShop shop, string template, UserId customer, int count) => shop.Services.GetRequiredService<Database<OrderingModule>>().ExecuteAsync(
        """
        with template as (select version, type, data, actor, at from order_events where order_id = @template::uuid),
        made as materialized (select gen_random_uuid() as id, n from generate_series(1, @count) n)
        insert into order_events (order_id, version, type, data, actor, at)
        select m.id, t.version, t.type,
               case when t.version = 1
                   then jsonb_set(jsonb_set(t.data::jsonb, '{number}', to_jsonb('B-' || m.id::text)), '{user}', to_jsonb(@customer::text))::json
                   else t.data end,
               t.actor, t.at + m.n * interval '1 second'
        from made m cross join template t
        """,
        new { template, count, customer = customer.ToString() }, CancellationToken.None);
}
