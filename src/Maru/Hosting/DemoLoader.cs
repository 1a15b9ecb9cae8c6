using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Contracts.Inventory;
using Maru.Contracts.Pricing;
using Maru.Contracts.Reviews;
using Maru.Demo;

namespace Maru.Hosting;

/// <summary>Fills an empty shop with the demo goods, through the same doors everybody uses. A shop with goods in it is left alone.</summary>
internal sealed class DemoLoader(IServiceProvider services, TimeProvider time)
{
    public const string Password = "a quiet wooden floor";
    private const string Actor = "demo";
    private const int BatchSize = 50;

    private static readonly AttributeDefinition[] Attributes =
    [
        new("material", new LocalizedText("소재", "Material"), AttributeKind.Text),
        new("fit", new LocalizedText("핏", "Fit"), AttributeKind.Text, Filterable: true),
        new("fill", new LocalizedText("충전재", "Filling"), AttributeKind.Text, Filterable: true),
        new("gender", new LocalizedText("대상", "For"), AttributeKind.Text, Filterable: true),
        new("season", new LocalizedText("계절", "Season"), AttributeKind.Text, Filterable: true),
        new("waterproof", new LocalizedText("방수", "Waterproof"), AttributeKind.Text, Filterable: true),
        new("capacity", new LocalizedText("용량", "Capacity"), AttributeKind.Text),
    ];

    public static IReadOnlyList<(string Role, string Email)> Accounts { get; } =
        [("admin", "admin@maru.example"), ("operator", "operator@maru.example"), ("support", "support@maru.example"), ("shopper", "mina@maru.example")];

    /// <returns>Whether the shop was empty and is filled now.</returns>
    public async Task<bool> LoadAsync(Action<string> say, CancellationToken ct)
    {
        var browsing = services.GetRequiredService<ICatalogBrowsing>();
        var sellers = services.GetRequiredService<ISellers>();
        if ((await browsing.ListIdsAsync(null, 1, ct)).Count > 0)
        {
            return false;
        }

        say("Loading the demo shop.");
        await LoadAccountsAsync(ct);
        await LoadWarehousesAsync(ct);
        var sellerIds = await LoadSellersAsync(sellers, ct);
        await LoadGoodsAsync(sellerIds, say, ct);
        await LoadReviewsAsync(browsing, sellerIds, ct);
        await LoadCouponsAsync(ct);
        await LoadPromotionsAsync(ct);
        return true;
    }

    private async Task LoadAccountsAsync(CancellationToken ct)
    {
        var accounts = services.GetRequiredService<IAccounts>();
        var access = services.GetRequiredService<IAccessAdministration>();
        foreach (var (role, email) in Accounts)
        {
            var registered = await accounts.RegisterAsync(new Registration(email, Password, role == "shopper" ? "김미나" : role, "ko", null), ct);
            if (registered.Succeeded && role != "shopper")
            {
                await access.SetRolesAsync(registered.Value.User, ["shopper", role], null, Actor, ct);
            }
        }
    }

    private async Task LoadWarehousesAsync(CancellationToken ct)
    {
        var inventory = services.GetRequiredService<IInventoryAdministration>();
        await inventory.SaveWarehouseAsync(new WarehouseView("seoul", new LocalizedText("서울", "Seoul"), "KR", 1, true, ["KR"]), ct);
        await inventory.SaveWarehouseAsync(new WarehouseView("busan", new LocalizedText("부산", "Busan"), "KR", 2, true, []), ct);
    }

    private static async Task<Dictionary<string, SellerId>> LoadSellersAsync(ISellers sellers, CancellationToken ct)
    {
        var ids = new Dictionary<string, SellerId>();
        foreach (var seller in DemoShop.Sellers())
        {
            var registered = await sellers.RegisterAsync(
                new SellerApplication(seller.Ko, $"{seller.Slug}@maru.example") { Country = "KR", Policy = Text(seller.About) }, null, ct);
            if (!registered.Succeeded)
            {
                throw new InvalidOperationException($"Demo seller {seller.Slug}: {registered.Failure.Message}");
            }

            await sellers.DecideAsync(registered.Value.Id, SellerStatus.Approved, null, ct);
            await sellers.SetMarginAsync(registered.Value.Id, seller.CommissionPercent * 100, ct);
            ids[seller.Slug] = registered.Value.Id;
        }

        return ids;
    }

    private async Task LoadGoodsAsync(Dictionary<string, SellerId> sellers, Action<string> say, CancellationToken ct)
    {
        var import = services.GetRequiredService<ICatalogImport>();
        await import.ImportCategoriesAsync([.. DemoShop.Categories().OrderBy(c => c.Parent is null ? 0 : 1).Select(c => new CategoryDraft(
            c.Slug, new LocalizedText(c.Ko, c.En), c.Parent, c.Parent is null ? Attributes : []))], ct);
        var products = DemoShop.Products();
        var loaded = 0;
        foreach (var group in products.GroupBy(p => p.Seller))
        {
            foreach (var batch in group.Chunk(BatchSize))
            {
                var drafts = new List<ProductDraft>();
                foreach (var product in batch)
                {
                    drafts.Add(await DraftAsync(product, import, ct));
                }

                var report = await import.ImportAsync(drafts, new ImportOptions(sellers[group.Key]), ct);
                foreach (var problem in report.Problems)
                {
                    say($"{problem.Slug}: {problem.Reason}");
                }

                loaded += batch.Length;
                say($"{loaded} of {products.Count} products.");
            }
        }
    }

    private async Task<ProductDraft> DraftAsync(DemoProduct product, ICatalogImport import, CancellationToken ct)
    {
        var pictures = new List<PictureDraft>();
        foreach (var picture in product.Pictures)
        {
            await using var stream = DemoShop.OpenPicture(picture.File) ?? throw new InvalidOperationException($"The demo shop lacks {picture.File}.");
            using var buffer = new MemoryStream();
            await stream.CopyToAsync(buffer, ct);
            if ((await import.StorePictureAsync(buffer.ToArray(), ct)) is { Succeeded: true } stored)
            {
                pictures.Add(new PictureDraft(stored.Value!.Hash, null, new LocalizedText(picture.AltKo, picture.AltEn), picture.Color));
            }
        }

        var brand = DemoShop.Brands().FirstOrDefault(b => b.Slug == product.Brand);
        return new ProductDraft(product.Slug, Text(product.Name))
        {
            Summary = Text(product.Summary),
            Description = Text(product.Description),
            Brand = brand?.En ?? product.Brand,
            Category = product.Category,
            Tags = product.Tags,
            Attributes = product.Attributes.ToDictionary(a => a.Key, a => Text(a.Value)),
            CreatedAt = time.GetUtcNow().AddDays(-product.CreatedDaysAgo),
            Pictures = pictures,
            Variants = [.. product.Variants.Select(v => Variant(product, v))],
        };
    }

    private static VariantDraft Variant(DemoProduct product, DemoVariant variant)
    {
        var options = new List<OptionValue>();
        if (product.Options.Contains("color"))
        {
            options.Add(new OptionValue("color", variant.Color.Code, new LocalizedText(variant.Color.Ko, variant.Color.En), variant.Color.Hex));
        }

        if (product.Options.Contains("size"))
        {
            options.Add(new OptionValue("size", variant.Size, LocalizedText.Same(variant.Size)));
        }

        return new VariantDraft(variant.Sku,
        [
            new PriceDraft(new Money(variant.PriceKrw, Currency.Krw), variant.CompareAtKrw is { } krw ? new Money(krw, Currency.Krw) : null),
            new PriceDraft(new Money(variant.PriceUsdCents, Currency.Usd), variant.CompareAtUsdCents is { } usd ? new Money(usd, Currency.Usd) : null),
        ])
        {
            Options = options, WeightGrams = variant.WeightGrams, Stock = variant.Stock,
        };
    }

    private async Task LoadReviewsAsync(ICatalogBrowsing browsing, Dictionary<string, SellerId> sellers, CancellationToken ct)
    {
        var ids = new Dictionary<string, ProductId>();
        ProductId? after = null;
        while (await browsing.ListIdsAsync(after, 500, ct) is { Count: > 0 } page)
        {
            foreach (var product in await browsing.GetSummariesAsync(page, Currency.Krw, ct))
            {
                ids[product.Slug] = product.Id;
            }

            after = page[^1];
        }

        var sellerOf = DemoShop.Products().ToDictionary(p => p.Slug, p => sellers[p.Seller]);
        var reviews = services.GetRequiredService<IReviewsAdministration>();
        var now = time.GetUtcNow();
        foreach (var batch in DemoShop.Reviews().Select((review, i) => (Review: review, Number: i)).Where(r => ids.ContainsKey(r.Review.Product)).Chunk(500))
        {
            var loaded = await reviews.ImportAsync(Actor, [.. batch.Select(r => Review(r.Review, r.Number, ids[r.Review.Product], sellerOf[r.Review.Product], now))], ct);
            if (!loaded.Succeeded)
            {
                throw new InvalidOperationException($"Demo reviews: {loaded.Failure.Message}");
            }
        }
    }

    private static ImportedReview Review(DemoReview review, int number, ProductId product, SellerId seller, DateTimeOffset now) => new(
        number.ToString(CultureInfo.InvariantCulture), product, review.Stars, review.Title, review.Text, review.Language, review.Author,
        // Spread over the day, so that those of one day have an order.
        now.AddDays(-review.DaysAgo).AddMinutes(-(number * 37 % 1440)), review.Verified, review.Helpful)
    {
        OptionText = review.Size is { } size ? LocalizedText.Same(size) : null,
        Fit = review.Fit switch { "small" => ReviewFit.Small, "true" => ReviewFit.True, "large" => ReviewFit.Large, _ => null },
        Seller = seller,
    };

    private async Task LoadCouponsAsync(CancellationToken ct)
    {
        var pricing = services.GetRequiredService<IPricingAdministration>();
        foreach (var coupon in DemoShop.Coupons())
        {
            var benefit = coupon.Percent is { } percent
                ? new Benefit(BenefitKind.BasketPercentOff, percent * 100)
                : new Benefit(BenefitKind.BasketAmountOff, Amounts: new Dictionary<string, long> { ["KRW"] = coupon.AmountKrw ?? 0, ["USD"] = coupon.AmountUsdCents ?? 0 });
            await pricing.SaveCouponAsync(
                new Coupon(coupon.Code, Text(coupon.Name), true, GoodsScope.Everything, benefit, new PromotionCalendar(Until: time.GetUtcNow().AddDays(coupon.ValidDays)), null,
                    coupon.PerCustomer, MinBasket: new Dictionary<string, long> { ["KRW"] = coupon.MinimumKrw, ["USD"] = coupon.MinimumUsdCents }), ct);
        }
    }

    private async Task LoadPromotionsAsync(CancellationToken ct)
    {
        var pricing = services.GetRequiredService<IPricingAdministration>();

        // Days are those of the shop's own clock, in Korea.
        var midnight = new DateTimeOffset(time.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).Date, TimeSpan.FromHours(9));
        var priority = 0;
        foreach (var promotion in DemoShop.Promotions())
        {
            var from = midnight.AddDays(promotion.StartsInDays);
            var saved = await pricing.SavePromotionAsync(
                new Promotion(
                    Guid.CreateVersion7(), Text(promotion.Name), true, priority++, Exclusive: false, new GoodsScope(promotion.Categories, promotion.Brands),
                    new Benefit(BenefitKind.PercentOff, promotion.Percent * 100), new PromotionCalendar(from.ToUniversalTime(), from.AddDays(promotion.LastsDays).ToUniversalTime())), ct);
            if (!saved.Succeeded)
            {
                throw new InvalidOperationException($"Demo promotion {promotion.Code}: {saved.Failure.Message}");
            }
        }
    }

    private static LocalizedText Text(DemoText text) => new(text.Ko, text.En);
}
