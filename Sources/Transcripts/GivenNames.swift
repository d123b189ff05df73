/// Common given names: how "Clara will prepare the slides" is told from "Windows will prepare the update" where no Clara speaks.
///
/// Names that are everyday English words ("Will", "Mark", "May", "Grace") are left out on purpose.
enum GivenNames {
    static func contains(_ lowercased: String) -> Bool { all.contains(lowercased) }

    private static let all = Set(text.split(whereSeparator: \.isWhitespace).map(String.init))

    private static let text = """
        aaron abby abdul abigail ada adam adrian ahmed aisha akira alan albert alejandro alessandro alex alexander alexandra alexis alfred
        ali alice alicia alina alison allison alva amanda amara amelia amir amit amy ana anders andre andrea andreas andrei andrew andy
        angela anika anil anita anja anna anne annette annie anthony antoine anton antonio anya arjun arnold arthur arun astrid audrey
        austin ava avery axel barbara bart beatrice becky ben benedict benjamin bernard bernd beth bethany bettina bjorn blake bob bogdan
        boris brad brandon brenda brian bridget bruce bruno bryan caitlin cameron camila camille carl carla carlos carmen carol carolina
        caroline carolyn catherine cathy cecilia chad charles charlie charlotte chen chiara chloe chris christian christina christine
        christoph christopher cindy claire clara claudia claudio colin connor corinna craig cynthia daisy dan dana daniel daniela danny
        darren dave david dean deborah debra deepak denis denise dennis derek diana diane diego dieter dimitri dirk dmitri dominic don
        donald donna doris dorothy doug douglas dylan edgar eduardo edward edwin eileen ekaterina elaine elena eleanor eli elias elif
        elisa elisabeth elizabeth ella ellen elliot emil emily emma enrique eric erica erik erika erin ernst esteban esther ethan eugene
        eva evan evelyn fabian fatima federico felicity felipe felix fernando finn fiona florian francesca francesco francis francois
        frank franziska fred frederick frieda gabriel gabriela gareth gary gavin geoff george georgia gerald gerard gerhard giovanni
        giulia gordon greg gregor gregory greta guillermo gustav hannah hannes hans harald harriet harry hassan heather hector heidi
        heinrich helen helena helga helmut henrik henry herbert hiroshi holger hugo ian ibrahim ida ignacio igor ilse imran ines ingrid
        irene irina isaac isabel isabella isla ivan jackson jacob jacqueline jaime jake jakob james jamie jan jana jane janet janice
        jasmine jason javier jean jeff jeffrey jenna jennifer jenny jens jeremy jerome jerry jess jesse jessica jessie jim jimmy jin joan
        joanna joanne joe joel johan johanna johannes john johnny jon jonas jonathan jordan jorge jose joseph josh joshua joyce juan
        judith judy julia julian juliana julie jun jurgen justin kai karen karim karin karl karolina kate katharina katherine kathleen
        kathrin kathy katie katrin katya kay keith kelly ken kenji kenneth kerry kevin khalid kim kirsten klaus konrad kristen kristin
        kristina krishna kumar kurt kyle lara larry lars laura lauren laurent lea leah lee leila lena leo leon leonard leonardo leslie liam
        lily lina linda lisa liv liz lorenzo louis louise luca lucas lucia lucy luis luisa luka lukas luke lydia lynn maciej maddie
        magda magnus malik manfred manuel marc marcel marcin marco marcus margaret maria marie marina mario marion marius markus marlene
        marta martha martin martina marvin mary mateo mateusz matt matteo matthew matthias maurice max maya megan mei melanie melissa mia
        michael michaela michal michel michelle miguel mika mike mila milan miriam mitchell mohamed mohammad mohammed molly monica monika
        moritz muhammad nadia nadine nancy naomi natalia natalie natasha nathan neha neil nelson niamh nick nicola nicolas nicole niels
        nigel nikhil niklas nikolai nils nina noah noor nora norbert olaf oleg olga oliver olivia omar oscar oskar otto owen pablo paola
        paolo patricia patrick patrik paul paula pavel pedro peggy penelope peter petra phil philip philipp phoebe pierre piotr priya
        rachel radek rafael rahul raj rajesh ralf ralph ramon raphael rashid raul ravi ray raymond rebecca regina reinhard renata renate
        ricardo richard rick rita robert roberto robin rodrigo roger roland rolf roman ron ronald ronja rosa ross roxanne ruben rudolf
        rupert russell ruth ryan sabine sabrina sally salma sam samantha samir samuel sandeep sandra sandro sanjay sara sarah sasha scott
        sean sebastian sergei sergey sergio shannon sharon shawn sheila shreya silke silvia simon simone sofia sonia sonja sophia sophie
        stan stanley stefan stefanie stella stephan stephanie stephen steve steven stuart sue sunil susan susanne suzanne sven svenja
        sylvia takashi tamara tanja tanya tara tatiana ted teresa terry theo theresa thomas tiffany tim timo timothy tina tobias todd tom
        tomas tomasz tommy toni tony tracy tristan tyler ulrich ursula uwe valentina valerie vanessa vera veronica victor victoria vijay
        vikram viktor vincent vivian vladimir walter wanda wei wendy werner wesley wilhelm william wolfgang xavier yan yana yann yasmin
        yuki yuri yusuf yvonne zach zachary zainab zara zoe
        """
}
