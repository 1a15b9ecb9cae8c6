using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Ordering;
using Maru.Contracts.Reviews;
using Maru.Modules.Reviews.Purchases;
using Maru.Platform.Data;
using Maru.Platform.Events;
using Maru.Testing.Shop;
using Npgsql;

namespace Maru.Modules.Reviews.Tests;

/// <summary>A shop with goods and members; what orders tell is told by the test.</summary>
public sealed class ReviewShop : ShopFixture
{
    private int _members;

    protected override IReadOnlySet<string>? Modules => new HashSet<string> { "identity", "catalog", "inventory", "reviews" };

    internal IReviews Reviews => Get<IReviews>();

    internal async Task<ProductId> SellAsync()
    {
        var sku = "shirt-" + Guid.NewGuid().ToString("N")[..10];
        var draft = new ProductDraft(sku, new LocalizedText("셔츠", "Shirt")) { Category = "Tops", Variants = [new VariantDraft(sku, [new PriceDraft(new Money(10_000, Currency.Krw))])] };
        (await Get<ICatalogImport>().ImportAsync([draft], new ImportOptions(Sellers.House), CancellationToken.None)).Problems.ShouldBeEmpty();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (await Get<ICatalogBrowsing>().FindAsync(sku, Currency.Krw, patience.Token) is { } product)
            {
                return product.Id;
            }

            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>A member with an account and a client that is signed in.</summary>
    internal async Task<Member> JoinAsync(string name = "김미나")
    {
        var email = $"member{Interlocked.Increment(ref _members)}@example.com";
        (await Client.PostAsJsonAsync("/api/v1/auth/register", new { email, password = "a quiet wooden floor", name })).EnsureSuccessStatusCode();
        var answer = await (await Client.PostAsJsonAsync("/api/v1/auth/login", new { email, password = "a quiet wooden floor" })).Content.ReadFromJsonAsync<JsonElement>();
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer.GetProperty("accessToken").GetString());
        var me = await client.GetFromJsonAsync<JsonElement>("/api/v1/me");
        return new Member(UserId.From(me.GetProperty("id").GetGuid()), client);
    }

    internal async Task<OrderId> DeliverAsync(UserId user, ProductId product, SellerId? seller = null)
    {
        var order = OrderId.New();
        var line = new SoldLine(1, "sku", product, new LocalizedText("셔츠", "Shirt"), 1, new Money(10_000, Currency.Krw), new Money(10_000, Currency.Krw), seller ?? Sellers.House);
        await HandleAsync(new OrderPaid(
            order, "M-1", user, CartId.New(), [line], line.Total, Money.Zero(Currency.Krw), PaymentId.New(), DateTimeOffset.UtcNow));
        await HandleAsync(new OrderDelivered(order, "M-1", user, [line], DateTimeOffset.UtcNow));
        return order;
    }

    internal Task HandleAsync<TEvent>(TEvent happened) where TEvent : IEvent => HandleAsync(happened, (IEventHandler<TEvent>)(object)Get<PurchaseRecorder>());

    internal async Task HandleAsync<TEvent>(TEvent happened, IEventHandler<TEvent> handler) where TEvent : IEvent
    {
        await using var transaction = await Get<Database<ReviewsModule>>().BeginAsync(CancellationToken.None);
        await handler.HandleAsync(happened, new EventContext(transaction, new ReceivedEvent(happened, Guid.NewGuid(), "test", 1, "test", DateTimeOffset.UtcNow)), CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    internal async Task<ReviewView> WriteAsync(UserId user, ProductId product, int stars = 5, string text = "생각보다 훨씬 가볍고 따뜻해요. 매일 입어요.")
    {
        await DeliverAsync(user, product);
        var written = await Reviews.WriteAsync(new ReviewDraft(product, new ReviewContent(stars, null, text)), new ReviewAuthor(user, null), CancellationToken.None);
        written.Failure.ShouldBeNull();
        return written.Value!;
    }

    internal async Task SqlAsync(string sql, object? args = null)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.ExecuteAsync(sql, args);
    }

    internal async Task<T?> ScalarAsync<T>(string sql, object? args = null)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        return await connection.ExecuteScalarAsync<T>(sql, args);
    }
}

internal sealed record Member(UserId Id, HttpClient Client);
