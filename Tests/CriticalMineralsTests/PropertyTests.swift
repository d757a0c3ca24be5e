import CriticalMinerals
import Tables
import Testing

/// What holds for every input, on random ones from a seed.
struct PropertyTests {
  @Test func theIndexLiesBetweenItsBoundsFromOneShare() throws {
    var generator = SeededGenerator(state: 1)
    for _ in 0..<5_000 {
      let market = generator.market()
      let index = try #require(try Concentration.index(shares: market))
      let largest = try #require(market.max())
      #expect(try Concentration.lowestIndex(share: largest) <= index + 1e-9)
      #expect(index <= (try Concentration.highestIndex(largest: largest)) + 1e-6)
      let any = try #require(market.randomElement(using: &generator))
      #expect(try Concentration.lowestIndex(share: any) <= index + 1e-9)
      #expect(index <= (try Concentration.highestIndex(any: any)) + 1e-9)
    }
  }

  @Test func theIndexLiesBetweenItsBoundsFromTheLargestShares() throws {
    var generator = SeededGenerator(state: 2)
    for _ in 0..<5_000 {
      let market = generator.market().sorted(by: >)
      let known = Array(market.prefix(Int.random(in: 1...market.count, using: &generator)))
      let index = try #require(try Concentration.index(shares: market))
      let low = try #require(try Concentration.lowestIndex(known: known))
      let high = try #require(try Concentration.highestIndex(known: known))
      #expect(low <= index + 1e-9)
      #expect(index <= high + 1e-6)
    }
  }

  @Test func oneKnownShareHasTheSameBoundsEitherWay() throws {
    for share in stride(from: 0.5, through: 100, by: 0.5) {
      let low = try Concentration.lowestIndex(share: share)
      let high = try Concentration.highestIndex(largest: share)
      #expect(low <= high)
      #expect(try Concentration.lowestIndex(known: [share]) == low)
      let known = try #require(try Concentration.highestIndex(known: [share]))
      #expect(abs(known - high) < 1e-9)
      #expect(high <= (try Concentration.highestIndex(any: share)) + 1e-9)
      if share >= 50 { #expect(try Concentration.highestIndex(any: share) == high) }
    }
  }

  @Test func amountsAndSharesGiveTheSameIndexAndOthersLowerIt() throws {
    var generator = SeededGenerator(state: 3)
    for _ in 0..<2_000 {
      let market = generator.market()
      let amounts = market.map { $0 * 3_900 }
      let index = try #require(try Concentration.index(shares: market))
      let fromAmounts = try #require(try Concentration.index(amounts: amounts))
      #expect(abs(index - fromAmounts) < 1e-6)
      let isOther = amounts.indices.map { $0 == amounts.count - 1 }
      let low = try #require(
        try Concentration.lowestIndex(amounts: amounts, isOther: isOther))
      #expect(low <= fromAmounts)
    }
  }

  @Test func coverGrowsWithStockAndFallsWithConsumption() throws {
    var generator = SeededGenerator(state: 4)
    for _ in 0..<2_000 {
      let stock = Double.random(in: 0...1e6, using: &generator)
      let more = stock + Double.random(in: 1...1e5, using: &generator)
      let consumption = Double.random(in: 1...1e6, using: &generator)
      let days = try Stockpile.coverDays(stock: stock, consumption: consumption)
      #expect(days < (try Stockpile.coverDays(stock: more, consumption: consumption)))
      #expect(days >= (try Stockpile.coverDays(stock: stock, consumption: consumption + 1)))
      let net = try #require(
        try Stockpile.netImportCoverDays(
          stock: stock, importReliance: 80, consumption: consumption))
      #expect(net >= days)
    }
  }

  @Test func exhaustionComesLaterWithMoreCoverSmallerGapsAndFasterRamps() throws {
    var generator = SeededGenerator(state: 5)
    for _ in 0..<2_000 {
      let cover = Double.random(in: 1...365, using: &generator)
      let gap = Double.random(in: 1...100, using: &generator)
      let constant = try #require(try Stockpile.exhaustionDays(cover: cover, gap: gap))
      let longer = try #require(try Stockpile.exhaustionDays(cover: cover + 1, gap: gap))
      let smaller = try #require(try Stockpile.exhaustionDays(cover: cover, gap: gap * 0.9))
      #expect(constant < longer)
      #expect(constant < smaller)

      let enough = min(1, try Disruption.sufficientRamp(cover: cover, gap: gap))
      let slow = enough * Double.random(in: 0.01...0.5, using: &generator)
      let fast = enough * Double.random(in: 0.51...0.99, using: &generator)
      let first = try #require(
        try Disruption.exhaustionDays(cover: cover, gap: gap, ramp: slow))
      let second = try #require(
        try Disruption.exhaustionDays(cover: cover, gap: gap, ramp: fast))
      let limit = try #require(try Disruption.replaceWithinDays(cover: cover, gap: gap))
      #expect(constant <= first)
      #expect(first < second)
      #expect(second <= limit)
      // The stock is used up then: what was missing adds up to it.
      #expect(abs(gap / 100 * first - slow * first * first / 2 - cover) < 1e-6 * cover)
    }
  }

  @Test func aRampThatSufficesNeverExhaustsTheStock() throws {
    for (cover, gap) in [(60.0, 97.0), (60, 71), (180, 31)] {
      let ramp = try Disruption.sufficientRamp(cover: cover, gap: gap)
      #expect(try Disruption.exhaustionDays(cover: cover, gap: gap, ramp: ramp * 1.000_001) == nil)
      // The rule of 2 D/g: with the least sufficient ramp the gap closes on that day.
      let within = try #require(try Disruption.replaceWithinDays(cover: cover, gap: gap))
      #expect(abs(gap / 100 / ramp - within) < 1e-9)
    }
    #expect(try Disruption.exhaustionDays(cover: 60, gap: 0, ramp: 0.001) == nil)
    let slow = try #require(try Disruption.exhaustionDays(cover: 60, gap: 50, ramp: 1e-15))
    #expect(abs(slow - 120) < 1e-6)
  }

  @Test func aDrawdownNeverRisesNorFallsBelowNothing() throws {
    var generator = SeededGenerator(state: 6)
    for _ in 0..<500 {
      let gaps = (0..<20).map { _ in Double.random(in: 0...30, using: &generator) }
      let stocks = try Stockpile.drawdown(initial: 200, gaps: gaps)
      #expect(stocks.allSatisfy { $0 >= 0 })
      #expect(zip([200] + stocks, stocks).allSatisfy { $0 >= $1 })
      let last = try #require(stocks.last)
      #expect(abs(last - max(0, 200 - gaps.reduce(0, +))) < 1e-9)
    }
  }

  @Test func contractsForDifferencePayNothingAtTheStrike() throws {
    var generator = SeededGenerator(state: 7)
    for _ in 0..<2_000 {
      let strike = Double.random(in: 0...500, using: &generator)
      let share = Double.random(in: 0...1, using: &generator)
      let quantity = Double.random(in: 0...1e5, using: &generator)
      func payment(_ price: Double, _ share: Double) throws -> Double {
        try PriceSupport.contractPayment(
          strike: strike, price: price, upsideShare: share, quantity: quantity)
      }
      #expect(try payment(strike, share) == 0)
      let below = strike * Double.random(in: 0...1, using: &generator)
      let above = strike + Double.random(in: 0...500, using: &generator)
      #expect(try payment(below, share) >= 0)
      #expect(try payment(above, share) <= 0)
      #expect(try payment(above, 0) == 0)
      #expect(try payment(above, 1) == quantity * (strike - above))
      // Below the strike all three kinds pay alike.
      #expect(try payment(below, 0) == (try payment(below, 1)))
    }
  }

  @Test func whatOnePartyPaysAnotherReceives() throws {
    var generator = SeededGenerator(state: 8)
    for scheme in Incidence.Scheme.allCases {
      for _ in 0..<500 {
        let flows = try Incidence.flows(
          scheme, floor: Double.random(in: 0...200, using: &generator),
          price: Double.random(in: 0...200, using: &generator),
          domestic: Double.random(in: 0...1e4, using: &generator),
          imports: Double.random(in: 0...1e4, using: &generator))
        let sum = Incidence.Party.allCases.reduce(0) { $0 + flows($1) }
        #expect(abs(sum) < 1e-6)
      }
    }
  }

  @Test func aPremiumAtTheFloorsEquivalentPaysTheFloor() throws {
    for (floor, price) in [(110.0, 60.0), (110, 110), (80, 55.5)] {
      let premium = try PriceSupport.floorEquivalentPremium(floor: floor, price: price)
      let paid = try PriceSupport.certifiedPrice(price: price, premium: premium)
      #expect(abs(paid - floor) < 1e-9)
    }
  }

  @Test func theSupplyRiskOfEqualPartsDoesNotDependOnReliance() throws {
    var generator = SeededGenerator(state: 9)
    for _ in 0..<1_000 {
      let core = Double.random(in: 0...10, using: &generator)
      func risk(_ global: Double?, _ eu: Double?, _ reliance: Double) throws -> Double? {
        try SupplyRisk.risk(
          global: global, eu: eu, importReliance: reliance, recyclingInput: 13,
          substitution: 0.94)
      }
      let alone = try #require(try risk(core, nil, 0))
      for reliance in [0.0, 37, 100] {
        let both = try #require(try risk(core, core, reliance))
        #expect(abs(both - alone) < 1e-12)
      }
    }
  }
}
