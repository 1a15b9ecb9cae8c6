using Maru.Contracts;
using Maru.Contracts.Reviews;
using Maru.Contracts.Shipping;
using Maru.Storefront.Shell;

namespace Maru.Storefront.Products;

/// <summary>What people say of goods, and when they would arrive. Members see their own words and votes marked; for everybody else it is the same.</summary>
internal sealed class ProductVoices(IReviews reviews, IQuestions questions, IShipping shipping, TimeProvider time)
{
    private const int QuestionsShown = 5;
    private readonly Briefly<(ProductId Product, ReviewChoice Choice), (ReviewListing Reviews, Page<QuestionView> Questions)> _voices = new(time);
    private readonly Briefly<(string Country, int Grams, Money Price), ShippingOption?> _deliveries = new(time);

    public Task<(ReviewListing Reviews, Page<QuestionView> Questions)> HearAsync(ProductId product, ReviewChoice choice, UserId? viewer, CancellationToken ct) => viewer is null
        ? _voices.GetAsync((product, choice), stop => ReadAsync(product, choice, null, stop))
        : ReadAsync(product, choice, viewer, ct);

    /// <summary>The cheapest way to where a currency's shoppers mostly live; checkout asks for the real address.</summary>
    public Task<ShippingOption?> DeliveryAsync(int grams, Money price)
    {
        var country = price.Currency == Currency.Krw ? "KR" : "US";
        return _deliveries.GetAsync((country, grams, price), async ct =>
        {
            var options = await shipping.QuoteAsync(new ShippingQuoteRequest(country, null, Math.Max(grams, 1), 0, price), ct);
            return options.Count == 0 ? null : options.MinBy(o => o.Price.Amount);
        });
    }

    private async Task<(ReviewListing Reviews, Page<QuestionView> Questions)> ReadAsync(ProductId product, ReviewChoice choice, UserId? viewer, CancellationToken ct) =>
        (await reviews.ListAsync(choice.For(product, viewer), ct), await questions.ListAsync(new QuestionQuery(product, new PageRequest(1, QuestionsShown), Viewer: viewer), ct));
}
